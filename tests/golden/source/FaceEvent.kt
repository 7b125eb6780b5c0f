package org.example.solvane.model

import kotlinx.serialization.SerialName

/** One face event of the Solvane gateway. */
@Serializable
data class FaceEvent(
    @SerialName("age") val age: Int,
    @SerialName("race_type") val race: Int?,          // 1 yellow, 2 white, 3 black
    @SerialName("minority")
    val minority: Boolean = false,
) : GatewayEvent()

/** Ethnic group shown on the card. */
enum class Ethnic(val code: Int, val label: String) {
    HAN(1, "Han"),
    UYGHUR(2, "Uyghur"),    // needs licence
    OTHER(99, "Other");

    companion object {
        const val KEY_ETHNIC = "ethnic"   // key of the filter
    }
}
