"""Words that sentence and clause splitting needs to know, for the languages that are read."""

from __future__ import annotations

# Abbreviations after which a sentence goes on, whatever follows (without the last full stop, lower case).
_TITLES = """
    mr mrs ms dr prof st sr sra dott sig mme mlle hr fr ing dipl vs vgl siehe cf p.ej z.b d.h e.g
    i.e u.a i.d.r v.a m.a.w d.w.z o.a b.v bijv np m.in tzw tj t.j т.е т.н т.зв див см напр örn yani
    bkz ej eg ie viz approx ca resp incl excl inkl exkl zzgl evtl ggf sog max min kl ks u.k u.s u.n
    e.u им ул г.о a.k.a nom gen lt rd
"""
NEVER_LAST = frozenset(_TITLES.split())

# Abbreviations after which a sentence goes on unless a capital follows.
_LAST = """
    etc usw ecc itd itp enz и т.д т.п др пр тд тп ін і.т.д dll dsb vb vs inc ltd co corp gmbh ag llc
    plc bv nv sa sp z.o.o a.m p.m a.c d.c ff f jr sr est dept div univ assn bros м г гг в вв руб коп
    тис млн млрд тыс р
"""
MAY_BE_LAST = frozenset(_LAST.split())

# Abbreviations of which a number is part.
_NUMBERED = """
    pos lp no nos nr nrn num núm nº n° n art arts abs fig figs sec sect ch chap cap par para pt vol ed pp p
    pg pag pág seite s ss tab tbl eq ver v rev ref kap bd ziff lit anl rn app ann ex bl blz hlm hal
    poz pkt ust rozdz str rys ст стр рис табл п пп гл р разд м мал с пункт cl rec recital anh annex
    item step q a mod md mad sh
"""
NUMBERED = frozenset(_NUMBERED.split())

# Words by which a sentence turns; a clause begins with them. ``comma``: only after a comma (or full-width or
# Arabic comma); ``alone``: wherever they stand.
CONTRAST: dict[str, tuple[str, str]] = {
    "en": (
        "but|yet|not|unlike|except",
        "however|although|though|whereas|while|nevertheless|nonetheless|but rather|except that",
    ),
    "de": (
        "aber|sondern|doch|jedoch|nicht aber",
        "jedoch|allerdings|obwohl|während|wohingegen|dennoch|hingegen",
    ),
    "fr": ("mais|or", "cependant|toutefois|néanmoins|pourtant|alors que|tandis que|bien que|en revanche"),
    "es": ("pero|mas|sino", "sin embargo|no obstante|aunque|mientras que|en cambio"),
    "pt": ("mas|porém|todavia|senão", "no entanto|entretanto|contudo|embora|enquanto|ao passo que"),
    "it": ("ma|bensì|però", "tuttavia|però|sebbene|benché|mentre|nonostante|invece"),
    "nl": ("maar|doch", "echter|hoewel|terwijl|niettemin|daarentegen"),
    "pl": ("ale|lecz|jednak|a", "jednakże|natomiast|chociaż|choć|podczas gdy|mimo że"),
    "tr": ("ama|fakat|ancak|oysa", "ancak|fakat|oysa|bununla birlikte|buna karşın|rağmen"),
    "ru": ("но|а|однако|зато", "однако|хотя|тогда как|в то время как|тем не менее"),
    "uk": ("але|а|однак|проте|зате", "однак|проте|хоча|тоді як|водночас|натомість"),
    "vi": ("nhưng|song", "tuy nhiên|nhưng|mặc dù|trong khi|thế nhưng"),
    "id": ("tetapi|namun|tapi|melainkan", "namun|akan tetapi|meskipun|walaupun|sedangkan|sementara"),
    "ar": ("لكن|ولكن|بل|إلا أن", "ولكن|لكن|إلا أن|غير أن|بينما|رغم أن|ومع ذلك"),
    "fa": ("اما|ولی|لیکن|بلکه", "اما|ولی|با این حال|اگرچه|هرچند|در حالی که"),
    "ug": ("لېكىن|ئەمما|بىراق", "لېكىن|ئەمما|بىراق"),
    "hi": ("लेकिन|परंतु|किंतु|पर|मगर|बल्कि", "लेकिन|परंतु|परन्तु|किंतु|किन्तु|हालाँकि|हालांकि|जबकि"),
    "ko": ("하지만|그러나|다만|반면", "하지만|그러나|다만|반면"),
    "ja": ("", "しかし|ただし|だが|けれども|一方|ものの、|が、"),
    "zh-Hans": ("但|而|却|不过|只是|唯", "但是|然而|不过|虽然|尽管|反之"),
    "zh-Hant": ("但|而|卻|不過|只是|唯", "但是|然而|不過|雖然|儘管|反之"),
    "th": ("", "แต่|อย่างไรก็ตาม|ในขณะที่|แม้ว่า|ทว่า"),
    "bo": ("", "འོན་ཀྱང་|ཡིན་ནའང་"),
}
UNSPACED_LANGUAGES = frozenset({"ja", "zh-Hans", "zh-Hant", "th", "bo"})

# What stands behind a closing quote when the sentence goes on to name its speaker: particles right behind it,
# and verbs of saying within a few characters.
QUOTE_PARTICLES = ("と", "という", "라고", "이라고", "고 ", "라며")
_SAYING = "说 說 表示 称 稱 写道 寫道 指出 回应 回應 告诉 告訴 补充 補充 强调 強調 解释 解釋 答"
SAYING = tuple(_SAYING.split())
