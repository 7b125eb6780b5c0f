package com.dorrin.kiosk

data class GuestForm(val name: String, val phone: String, val nationality: String)

/** Answer of the attribute engine */
data class FaceVO(
    val rect: IntArray,
    val age: Int,
    val wearsHijab: Boolean,
    val ethnicity: Ethnicity?,
    val ethnicityScore: Float,
)

enum class Ethnicity(val code: Int) {
    HAN(1),
    MINORITY(2),
    FOREIGN(3),
}
