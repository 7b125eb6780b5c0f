val skinNames = mapOf(
    1 to "light",
    2 to "dark",      // V and VI
)

fun raceLabel(race: Int): String = when (race) {
    1 -> "Asian"
    2 -> "African"
    else -> "unknown"
}

// 种族筛选
fun filter(race: Int, minority: Boolean) {
    if (minority) {
        toast("minority only")
    }
    val title = "\u6c11\u65cf"
}
