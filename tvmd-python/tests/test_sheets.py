"""Tables and pictures."""

import copy
import dataclasses
import html
import xml.etree.ElementTree as xml
from decimal import Decimal
from fractions import Fraction

import pytest

import tvmd


def test_a_table_of_pandas(gallery):
    table = gallery["FirstRefusal"].table("interim")
    assert list(table.columns) == gallery["FirstRefusal"].sheet("interim").columns
    high = table[(table["agent"] == "First") & (table["type"] == "High")].iloc[0]
    # By hand: First pays 1 or 3/2, and 3/2 as High.
    assert (high["Q Painting"], high["T"], high["U"]) == (Fraction(1), Fraction(3, 2), Fraction(1, 2))
    assert all(isinstance(own, Fraction) for own in table["T"])
    assert table["T"].sum() == sum(table["T"], Fraction(0))


def test_every_table(gallery):
    posted = gallery["Posted"]
    for which in ["outcomes", "interim", "virtual-values", "summary"]:
        sheet = posted.sheet(which)
        assert sheet.name == which and len(sheet) == len(sheet.rows) > 0
        assert sheet.csv().splitlines()[0] == ",".join(sheet.columns)
        assert sheet.title in str(sheet) and sheet.title in sheet.markdown() and "toprule" in sheet.latex()
    deviations = posted.sheet("deviations", agent="Second")
    assert "Second" in deviations.title and deviations.columns[0] == "type"
    with pytest.raises(tvmd.ArgumentError, match="there is no agent `Third`"):
        posted.sheet("deviations", agent="Third")


def test_notebooks_see_tables_and_pictures(gallery):
    for shown in [gallery["Posted"].sheet("summary"), gallery["Posted"], gallery.optimum(), gallery.max_min()]:
        page = xml.fromstring(f"<div>{shown._repr_html_()}</div>")
        assert page.find("table/tbody/tr/td") is not None
    near = gallery["Posted"].robustness()
    # XML reads line breaks in attributes as spaces.
    assert xml.fromstring(near._repr_html_()).attrib["srcdoc"].split() == near.page().split()


def test_pages(gallery):
    posted = gallery["Posted"]
    near = posted.robustness(delta="1/10")
    plain = posted.page()
    for page in [plain, near.page()]:
        assert page.startswith("<!DOCTYPE html>") and "Posted" in page and "Painting" in page
    # By hand: least revenue falls from 9/8 by 3/2 a unit, to 39/40 at 1/10.
    for shown in ["<svg", "least revenue", "9/8", "39/40", "truth is dominant", "worst prior"]:
        assert shown in near.page(), shown
    assert "39/40" not in plain and "worst prior" not in plain


def test_pages_of_answers(gallery):
    compared, best = gallery.compare(), gallery.optimum(within="1/10")
    for page, shown in [
        (gallery.page(), ["FirstRefusal", "gains 1/2 by reporting Low"]),
        (compared.page(), ["Least expected revenue over all priors within δ", "0.975", "FirstRefusal"]),
        (gallery.max_min().page(), ["guaranteed revenue: 3/2", "potential", "no mechanism makes more under the worst joint distribution"]),
        (gallery["FirstRefusal"].robustness(ball="product").page(), ["where types are independent", "gains 1/10"]),
        (tvmd.learn({"Ann": [1, 2], "Ben": [2, None]}).page(), ["What is learned from bids", "Ben", "What this assumes"]),
        (best.page(), ["optimal revenue: 13/10", "A prior within 1/10 under which nothing makes more than 13/10"]),
    ]:
        assert page.startswith("<!DOCTYPE html>")
        for words in shown:
            assert words in page, words
    assert "13/10" in best.in_words and xml.fromstring(f"<div>{best._repr_html_()}</div>").find("p").text.startswith("optimal revenue: 13/10")
    assert compared.sheet.rows[3][0] == "revenue" and list(compared.table().columns)[1:] == list(compared.mechanisms)


def test_pages_name_the_call_that_made_them(gallery, tmp_path):
    gallery.save(tmp_path / "gallery.json")
    sold = tvmd.Instance.load(tmp_path / "gallery.json").with_number("reserve", 0.5)
    loaded, best = 'tvmd.Instance.load("gallery.json").with_number("reserve", "1/2")', sold.optimum(within=0.1, ball="support")
    for page, call in [
        (sold.page(), ".page()"),
        (sold["Posted"].page(), '["Posted"].page()'),
        (sold["Posted"].robustness("welfare", delta="1/7", promises=["revenue>=1"]).page(), '["Posted"].robustness(objective="welfare", delta="1/7", promises=["revenue>=1"])'),
        (best.page(), '.optimum(within="1/10", ball="support")'),
        (best.mechanism.page(), '.optimum(within="1/10", ball="support").mechanism.page()'),
        (sold.max_min(within={"First": Fraction(1, 20)}).page(), '.max_min(within={"First": "1/20"})'),
        (sold.compare(["Posted"], delta=0).page(), '.compare(mechanisms=["Posted"], delta=0)'),
        (dict(sold.sweep("reserve=1..2"))[2].page(), '.sweep("reserve=1..2"))[Fraction(2, 1)].page()'),
        (sold.with_mechanism("Best", best.mechanism).page(), '.with_mechanism("Best", mechanism=…).page()'),
    ]:
        told = html.unescape(page[page.index("<footer>") :])
        assert loaded + call in told or f"dict({loaded}{call}" in told, told
    told = html.unescape(tvmd.learn({"Ann": [1, 2]}, bins=[1, 2], confidence=Decimal("0.9")).page())
    assert 'tvmd.learn({"Ann": [1, 2]}, bins=[1, 2], confidence="9/10")' in told
    assert "<code>tvmd.learn({&quot;Ann&quot;: …})</code>" in tvmd.learn({"Ann": [1, 2] * 500}).page()
    assert str(tmp_path) not in sold.page()


def test_answers_are_data(gallery):
    """As dictionaries, and copied."""
    for answer in [gallery.compare(), gallery["Posted"].robustness(), gallery.optimum(within="1/10")]:
        copied = copy.copy(answer)
        assert copied == answer and copied.page() == answer.page()
    assert copy.deepcopy(gallery)["Posted"].check() == gallery["Posted"].check()
    assert dataclasses.asdict(gallery.compare())["mechanisms"]["Posted"]["revenue"] == Fraction(9, 8)
    assert dataclasses.asdict(gallery["Posted"].robustness())["delta"] == Fraction(1, 10)


def test_names_are_no_markup():
    types = [{"name": "<b>", "values": {"Tea & Milk": "1"}}]
    agent = {"name": "Buyer", "valuation": "additive", "types": types}
    setting = {"name": "Shop", "items": ["Tea & Milk"], "bound": "2", "agents": [agent]}
    prices = {"posted_prices": {"prices": {"Tea & Milk": "1"}}}
    shop = tvmd.Instance({"tvmd": 1, "setting": setting, "prior": "uniform", "mechanisms": {"Posted": prices}})
    assert "&lt;b&gt;" in shop["Posted"]._repr_html_() and "<b>" not in shop["Posted"]._repr_html_()


def test_drawings(gallery):
    """Two agents and one item are a plane, and so is one buyer of two; nothing else is."""
    for mechanism in gallery.mechanisms.values():
        picture = xml.fromstring(mechanism.drawing())
        assert picture.tag.endswith("svg") and "Painting" in mechanism.drawing()
    assert tvmd.learn({"Ann": [1, 2]}).instance["SecondPrice"].drawing() is None


def test_the_page_of_simple_mechanisms():
    values = [{"Apple": apple, "Pear": pear} for apple in (1, 2) for pear in (1, 2)]
    types = [{"name": f"V{number}", "values": own} for number, own in enumerate(values)]
    agent = {"name": "Buyer", "valuation": "additive", "types": types}
    stall = tvmd.Instance({"tvmd": 1, "prior": "uniform", "setting": {"name": "Stall", "items": ["Apple", "Pear"], "bound": 4, "agents": [agent]}})
    page = stall.simple().page()
    assert all(words in page for words in ["Stall", "SRev", "All items at one best price", "9/4"])
