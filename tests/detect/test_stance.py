"""Who says it, and does the passage claim, deny, forbid, limit or report?"""

from __future__ import annotations

import pytest
from tests.detect.support import findings, passage, stances

from onrecord.model.document import Context
from onrecord.model.vocabulary import Flag, PassageKind, Role, Stance

CLAIM = "The camera recognises the ethnicity of each face."


@pytest.mark.parametrize(
    ("text", "role", "stance"),
    [
        (CLAIM, Role.VENDOR, "claim"),
        (CLAIM, Role.BUYER, "requirement"),
        (CLAIM, Role.PRESS, "report"),
        (CLAIM, Role.NGO, "report"),
        ("The camera does not recognise the ethnicity of a face.", Role.VENDOR, "denial"),
        ("The software must not infer ethnicity from a face.", Role.BUYER, "prohibition"),
        ("Ethnicity recognition of faces is experimental.", Role.VENDOR, "limitation"),
        ("Ethnicity recognition of faces was removed in 2022.", Role.VENDOR, "admission"),
        ("Ethnicity is a neutral descriptor of a face like height.", Role.VENDOR, "defence"),
        ("The platform must report the ethnicity of each face.", Role.UNKNOWN, "requirement"),
    ],
)
def test_the_publisher_and_the_cues_decide(text: str, role: Role, stance: str) -> None:
    assert stances(text, role=role) == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("'Our camera recognises the ethnicity of each face', said the salesman.", "claim"),
        ("“We can tell the ethnicity from the face,” he reportedly told a visitor.", "claim"),
        ("'We found that the camera recognises the ethnicity of each face', said a researcher.", "report"),
        ("The salesman said that the camera recognises the ethnicity of each face.", "report"),
    ],
)
def test_a_maker_in_the_press_speaks_for_itself_in_quotation_marks(text: str, stance: str) -> None:
    assert stances(text, role=Role.PRESS) == [stance]


def test_a_negation_in_another_clause_denies_nothing() -> None:
    assert stances("Pictures are never stored; the camera estimates the ethnicity of each face.") == ["claim"]


def test_not_only_is_no_denial() -> None:
    assert stances("The camera estimates not only the age but also the ethnicity of each face.") == ["claim"]


def test_a_forbidding_line_forbids_its_items() -> None:
    item = passage(
        "assign an ethnic origin to faces;",
        PassageKind.LIST_ITEM,
        context=Context(caption="Customers may not:"),
    )
    assert stances(item) == ["prohibition"]


def test_a_row_that_says_no_everywhere_denies() -> None:
    context = Context(headings=("Face attributes",), header=("function", "A1", "A2"))
    cells = ("ethnicity", "no", "no")
    assert stances(passage("ethnicity,no,no", PassageKind.TABLE_ROW, cells=cells, context=context)) == [
        "denial"
    ]
    cells = ("ethnicity", "no", "yes")
    assert stances(passage("ethnicity,no,yes", PassageKind.TABLE_ROW, cells=cells, context=context)) == [
        "claim"
    ]


def test_a_question_is_nobodys_statement_and_its_answer_is() -> None:
    question = passage("Can your cameras tell the ethnicity of a face?", PassageKind.QUESTION)
    answer = passage("That function was never enabled.", parent=0)
    assert stances(question, answer) == ["limitation"]


def test_a_struck_out_line_is_an_admission() -> None:
    gone = passage(
        "BYTE ethnic; /* face */", PassageKind.DECLARATION, flags=frozenset({Flag.DELETED}), name="ethnic"
    )
    assert stances(gone) == ["admission"]


def test_a_sentence_that_points_back_follows() -> None:
    found = findings("The camera detects the ethnicity of a face.", "This feature is experimental.")
    assert [one.stance for one in found] == ["claim", "limitation"]
    assert found[1].trait == found[0].trait


@pytest.mark.parametrize(
    ("comment", "stance"),
    [
        ("No ethnicity of a face is ever computed here.", "denial"),
        ("ethnicity of the face: 0 none, 1 minority, 2 majority", "claim"),
        ("ethnicity of the face, -1 not computed", "claim"),
    ],
)
def test_a_comment_denies_only_where_it_is_a_sentence(comment: str, stance: str) -> None:
    field = passage(f"int nGroup; // {comment}", PassageKind.DECLARATION, name="nGroup", note=comment)
    assert stances(field) == [stance]


def test_a_negation_in_the_cell_of_another_matter_denies_nothing() -> None:
    cells = ("ethnicity of the face", "five classes", "list with no limit")
    assert stances(passage(" | ".join(cells), PassageKind.TABLE_ROW, cells=cells)) == ["claim"]


def test_a_test_row_with_a_verdict_is_a_result_whatever_was_expected() -> None:
    cells = ("T4", "ethnicity alarm for a face", "no alarm", "failed")
    row = passage(" | ".join(cells), PassageKind.TABLE_ROW, cells=cells)
    assert stances(passage("Acceptance test report, test case, verdict"), row) == ["test_result"]


def test_the_same_applies_takes_the_stance_of_the_sentence_before() -> None:
    assert stances(
        "The operator must not sort faces by ethnicity.",
        "The same applies to the grouping of faces by skin colour.",
        role=Role.BUYER,
    ) == ["prohibition", "prohibition"]


def test_an_answer_in_a_third_partys_questionnaire_is_the_makers() -> None:
    assert stances("Answer: Our cameras estimate the ethnicity of each face.", role=Role.NGO) == ["claim"]


def test_what_decided_names_what_it_outweighs() -> None:
    (found,) = findings("The software must not infer ethnicity from a face; this is experimental.")
    assert found.why[-1].detail.endswith("outweighs limitation (experimental)")


def test_a_cue_inside_a_longer_one_is_none() -> None:
    never = "Perusahaan kami tidak pernah menjual pengenal ras dari wajah."  # "pernah menjual": once sold
    assert stances(never, role=Role.VENDOR, language="id") == ["denial"]


def test_a_list_below_a_sentence_that_forbids_what_follows_is_forbidden() -> None:
    lead = passage("第七条 设置者不得实施下列行为。")
    items = [
        passage("（一）出售视频；", PassageKind.LIST_ITEM),
        passage("（二）从人脸推断民族；", PassageKind.LIST_ITEM),
    ]
    assert stances(lead, *items, role=Role.LAW, language="zh-Hans") == ["prohibition"]


def test_a_list_below_a_forbidding_heading_is_forbidden() -> None:
    item = passage(
        "顔から人種を推定する行為", PassageKind.LIST_ITEM, context=Context(headings=("第4条（禁止事項）",))
    )
    assert stances(item, language="ja") == ["prohibition"]


def test_the_past_admits_only_where_nothing_denies() -> None:
    assert stances("我们早期固件里有过人脸民族识别。", language="zh-Hans") == ["admission"]
    assert stances("我们早期固件里没有过人脸民族识别。", language="zh-Hans") == ["denial"]


def test_a_statute_in_the_negative_forbids() -> None:
    assert stances("设置者不以人脸推断民族。", role=Role.LAW, language="zh-Hans") == ["prohibition"]


def test_an_answer_that_says_yes_claims() -> None:
    question = passage("问：客流报表可以看肤色吗？", PassageKind.QUESTION)
    assert stances(question, passage("答：可以，分成三级。", parent=0), language="zh-Hans") == ["claim"]
    assert stances(question, passage("答：不可以。", parent=0), language="zh-Hans") != ["claim"]


def test_a_row_that_tells_products_apart_is_a_claim_for_one_of_them() -> None:
    row = ("피부색 구분", "미지원", "3단계(밝음/중간/어두움)")
    unlike = passage(",".join(row), PassageKind.TABLE_ROW, cells=row)
    alike = passage("피부색 구분,미지원,미지원", PassageKind.TABLE_ROW, cells=(row[0], "미지원", "미지원"))
    lead = passage("얼굴 속성 비교표")
    assert stances(lead, unlike, language="ko") == ["claim"]
    assert stances(lead, alike, language="ko") == ["limitation"]


def test_a_negation_inside_a_defence_denies_nothing() -> None:
    assert stances("记录肤色和记录衣服颜色没有分别。", language="zh-Hans") == ["defence"]


def test_the_words_of_the_paper_are_none_of_the_maker() -> None:
    text = "我们在人脸设置页里看到名为“族裔识别”的开关。"
    assert stances(text, role=Role.PRESS, language="zh-Hans") == ["report"]
    assert stances("“我们的相机能识别人脸的族裔。”", role=Role.PRESS, language="zh-Hans") == ["claim"]


def test_a_maker_that_repeats_what_others_say_claims_nothing() -> None:
    text = "有文章称我司摄像机按民族给人脸打标签，特此说明。"
    assert stances(text, language="zh-Hans") == ["report"]


@pytest.mark.parametrize(
    "text", ["Q. 顔から人種を見分けられますか。", "カメラは顔から人種を見分けられますか。"]
)
def test_a_question_without_its_mark_is_no_statement(text: str) -> None:
    assert stances(text, language="ja") == []


def test_a_figure_in_a_row_of_crosses_says_that_one_product_has_the_function() -> None:
    lead = passage("人脸属性对照")
    some, none = ("肤色分级", "×", "6级"), ("肤色分级", "×", "×")
    rows = [passage(",".join(cells), PassageKind.TABLE_ROW, cells=cells) for cells in (some, none)]
    assert stances(lead, *rows, language="zh-Hans") == ["claim", "denial"]


def test_a_remark_names_its_item_in_chinese_as_well() -> None:
    row = passage(
        "2 | 人脸族裔标签 | 通过",
        PassageKind.TABLE_ROW,
        cells=("2", "人脸族裔标签", "通过"),
    )
    assert stances(row, "第 2 项所用模型仅用于测试。", language="zh-Hans")[1:] == ["limitation"]


@pytest.mark.parametrize(("title", "stance"), [("■ 廃止", "admission"), ("■ 新機能", "claim")])
def test_what_stands_below_removed_was_taken_away(title: str, stance: str) -> None:
    items = [passage(text, PassageKind.LIST_ITEM, group=3) for text in (title, "・顔からの人種の推定")]
    assert stances(*items, language="ja") == [stance]


@pytest.mark.parametrize(
    ("text", "role", "stance"),
    [
        ("The gate shall learn nothing of the ethnic origin of a passer-by.", Role.BUYER, Stance.PROHIBITION),
        ("The cameras draw no conclusion about the ethnic origin of your face.", Role.BUYER, Stance.DENIAL),
        ("The operator disputed that its gate had sorted faces by race.", Role.LAW, Stance.DENIAL),
        (
            "The company conceded that a test version of 2018 sorted faces by race.",
            Role.PRESS,
            Stance.ADMISSION,
        ),
    ],
)
def test_a_negation_in_rules_that_tells_what_was_is_no_rule(text: str, role: Role, stance: Stance) -> None:
    assert [one.stance for one in findings(text, role=role)] == [stance]
