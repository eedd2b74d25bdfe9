"""What the package answers is what the command answers, on every example."""

from dataclasses import asdict
from fractions import Fraction

import pytest
from conftest import EXAMPLES, ROOT, printed

import tvmd

#: Files whose optima an unoptimised build finds in seconds.
SOLVED = ["gallery", "gallery_moved", "cremer_mclean", "myerson_correlated", "point_mass", "repriced", "two_items_uniform"]


def numbers(answer):
    """An answer of the command, its numbers as fractions; names that look like numbers don't matter, being on both sides."""
    match answer:
        case str():
            try:
                return Fraction(answer)
            except ValueError:
                return answer
        case list():
            return [numbers(part) for part in answer]
        case dict():
            return {name: numbers(part) for name, part in answer.items()}
    return answer


def prior(answer):
    """A joint distribution of an answer, as the package has it."""
    return {tuple(atom["profile"]): Fraction(atom["probability"]) for atom in answer["joint"]}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_checks(file, command):
    answered = command("check", file)["mechanisms"]
    checked = tvmd.Instance.load(file).check()
    assert list(checked) == [own["name"] for own in answered]
    for own in answered:
        expected = numbers(own)
        for which in ["frontier", "frontier_as_printed"]:
            steps = expected[which]
            expected[which] = steps and [(step["epsilon"], step["q"]) for step in steps]
        expected["claims"] = {decided["claim"]: decided["holds"] for decided in own["claims"]}
        expected.setdefault("theorem", None)
        found = asdict(checked[own["name"]])
        words = found.pop("in_words")
        assert found.pop("_cells")
        assert own["name"] in words and "ex-post IR" in words
        assert numbers(found) == {name: expected[name] for name in found}


@pytest.mark.parametrize("name", SOLVED)
def test_optima(name, command):
    file = ROOT / "examples" / "instances" / f"{name}.json"
    instance = tvmd.Instance.load(file)
    for objective, truthfulness, participation in [("revenue", "dsic", "ex-post"), ("welfare", "bic", "interim")]:
        options = [f"--objective={objective}", f"--truthfulness={truthfulness}", f"--participation={participation}"]
        answered = command("optimum", file, *options)
        found = instance.optimum(objective, truthfulness, participation)
        assert found.value == Fraction(answered["value"])
        assert found.limited_by_bound == answered["limited_by_bound"]
        assert found.mechanism.to_dict() == answered["mechanism"]
        proved = found.certificate.verify()
        assert (proved.value, proved.objective, proved.truthfulness) == (found.value, objective, truthfulness)


@pytest.mark.parametrize("ball", ["all", "support"])
def test_optima_near_a_prior(ball, command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    answered = command("optimum", file, "--within=1/10", f"--ball={ball}")
    found = gallery.optimum(within="1/10", ball=ball)
    assert found.value == Fraction(answered["value"]) < gallery.optimum().value
    assert found.worst_prior == prior(answered["worst_prior"])
    assert found.under_the_prior == Fraction(answered["under_the_prior"])
    plain = answered["best_for_the_prior"]
    assert found.best_for_the_prior == (Fraction(plain["value"]), Fraction(plain["guaranteed"]))
    assert found.certificate.verify(of=gallery).within == Fraction(1, 10)
    answered = command("maxmin", file, "--within=1/10", "--within=Second=1/5", f"--ball={ball}")
    found = gallery.max_min(within={"First": "1/10", "Second": "1/5"}, ball=ball)
    assert found.value == Fraction(answered["value"]) < gallery.max_min().value
    assert asdict(found.for_the_marginals) == numbers(answered["for_the_marginals"])
    assert found.certificate.verify().marginals_within == {"First": Fraction(1, 10), "Second": Fraction(1, 5)}
    assert gallery.max_min(within=0).value == gallery.max_min().value


@pytest.mark.parametrize("family", ["any", "lookahead", "posted"])
def test_guarantees(family, command, gallery):
    answered = command("maxmin", ROOT / "examples" / "instances" / "gallery.json", f"--family={family}")
    found = gallery.max_min(family=family)
    assert found.value == Fraction(answered["value"])
    assert found.mechanism.to_dict() == answered["mechanism"]
    assert found.worst_prior == prior(answered["worst_prior"])
    assert found.certificate.verify().value == found.value


def test_robustness(command, gallery):
    for name, mechanism in gallery.mechanisms.items():
        for objective in ["revenue", "welfare"]:
            options = [f"--mechanism={name}", f"--objective={objective}", "--delta=1/7"]
            answered = command("robustness", ROOT / "examples" / "instances" / "gallery.json", *options)
            found = mechanism.robustness(objective, "1/7")
            curves = [("objective", "least", found.least), ("objective", "most", found.most), ("incentives", "regret", found.regret)]
            for part, curve, points in curves:
                assert points == [(Fraction(own["delta"]), Fraction(own["value"])) for own in answered[part][curve]]
            assert found.worst_prior == prior(answered["objective"]["worst_prior"])
            steps = [(own["epsilon"], own["q"], own["exact"]) for own in numbers(answered["incentives"]["frontier"])]
            assert found.frontier == steps
            bounds = numbers(answered["bounds"])
            assert found.lemma_2 == (bounds["lemma_2"]["width"], bounds["lemma_2"]["width_in_play"])
            assert found.lemma_4 == (bounds["lemma_4"] and (bounds["lemma_4"]["printed"], bounds["lemma_4"]["sharp"]))
            lie = answered["incentives"]["lie"]
            assert (found.lie and asdict(found.lie)) == (lie and {**lie, "gain": Fraction(lie["gain"])})


def test_the_game_is_the_command_s(command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    assert gallery["Posted"].gambit() == command("gambit", file, "--mechanism=Posted")["game"]


@pytest.mark.parametrize("ball", ["all", "support", "product"])
def test_promises(ball, command, gallery):
    said = ["revenue>=1", "welfare>=3/2", "regret<=1/10"]
    options = [f"--promise={own}" for own in said]
    file = ROOT / "examples" / "instances" / "gallery.json"
    for name, mechanism in gallery.mechanisms.items():
        answered = command("robustness", file, f"--mechanism={name}", f"--ball={ball}", *options)
        found = mechanism.robustness(ball=ball, promises=said)
        key = "holds" if ball == "product" else "holds_up_to"
        assert found.promises == dict(zip(said, [numbers(own[key]) for own in answered["promises"]]))
        if ball == "product":
            objective, incentives = numbers(answered["objective"]), answered["incentives"]
            assert (found.least, found.most) == (objective["least_at_delta"], objective["most_at_delta"])
            assert found.worst_prior == prior(answered["objective"]["worst_prior"])
            assert found.regret == Fraction(incentives["regret_at_delta"])
            assert (found.lie is None) == (incentives["lie"] is None) == (found.tempting_prior is None)
        else:
            assert found.ball == answered["ball"] == ball


def test_promises_within_a_distance(gallery):
    # By hand: revenue falls from 9/8 by 3/2 a unit, and is 1 at 1/12.
    for delta, kept in [("1/13", True), ("1/12", True), ("1/11", False)]:
        near = gallery["Posted"].robustness(delta=delta, promises=["revenue>=1", "revenue>=2"])
        assert near.promises == {"revenue>=1": Fraction(1, 12), "revenue>=2": None}
        assert near.kept == {"revenue>=1": kept, "revenue>=2": False}


def test_requirements(command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    answered = command("check", file, "--require=dsic,not bic(1/10)")["mechanisms"]
    checked = gallery.check(require=["dsic", "not bic(1/10)"])
    assert checked == gallery.check(require="dsic,not bic(1/10)")
    for own in answered:
        assert checked[own["name"]].claims == {decided["claim"]: decided["holds"] for decided in own["claims"]}


def test_comparisons(command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    for names, delta in [(None, None), (["Reserve", "Posted"], "1/5")]:
        options = [f"--mechanisms={','.join(names)}"] if names else []
        answered = command("compare", file, *options, *([f"--delta={delta}"] if delta else []))
        found = gallery.compare(names, delta=delta)
        assert found.delta == Fraction(answered["delta"]) and list(found.mechanisms) == [own["name"] for own in answered["mechanisms"]]
        for own in answered["mechanisms"]:
            assert numbers(asdict(found[own["name"]])) == numbers(own)


def test_simple_mechanisms(command):
    file = ROOT / "examples" / "instances" / "two_items_uniform.json"
    found, answered = tvmd.Instance.load(file).simple(), numbers(command("simple", file))
    assert (found.srev, found.brev, found.rev) == (answered["srev"], answered["brev"], answered["rev"])


def test_distances(command, gallery):
    one, other = (ROOT / "examples" / "instances" / name for name in ["gallery.json", "gallery_moved.json"])
    answered, found = command("tv", one, other), gallery.distance(tvmd.Instance.load(other))
    assert found.value == Fraction(answered["value"]) > 0
    pairs = {(tuple(own["from"]), tuple(own["to"])): Fraction(own["probability"]) for own in answered["coupling"]}
    assert found.coupling == pairs
    assert found.dual == {tuple(own["profile"]): Fraction(own["value"]) for own in answered["dual"]}
    correlated = ROOT / "examples" / "instances" / "myerson_correlated.json"
    answered = numbers(command("tv", correlated, "--tolerance=1/50"))
    found = tvmd.Instance.load(correlated).distance_to_product(tolerance="1/50")
    assert asdict(found) == answered and found.lower > 0


def test_sweeps(command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    answered = command("check", file, "--sweep=reserve=0..2 step 1/4", "--mechanism=Reserve")
    found = [(at, own["Reserve"].check().revenue) for at, own in gallery.sweep("reserve=0..2 step 1/4")]
    assert found == [(Fraction(own["at"]), Fraction(own["mechanisms"][0]["revenue"])) for own in answered["sweep"]]
    assert len({revenue for _, revenue in found}) > 2
    # Of a probability, the others of its distribution share what is left.
    ask = "Ann.Keen=0..1 step 1/4 rescaled"
    sale = ROOT / "docs" / "book" / "auctions" / "sale.json"
    answered = command("optimum", sale, f"--sweep={ask}")
    found = [(at, swept.optimum().value) for at, swept in tvmd.Instance.load(sale).sweep(ask)]
    assert len(found) == 5 and found == [(Fraction(one["at"]), Fraction(one["value"])) for one in answered["sweep"]]


def test_tables_of_sweeps(gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    numbers = "reserve=0..2 step 1/4"
    sweep = gallery.sweep(numbers)
    for asked, swept in [
        (["check", file], sweep.check()),
        (["check", file, "--mechanism=Reserve"], sweep.check("Reserve")),
        (["optimum", file, "--within=1/10", "--objective=welfare"], sweep.optimum(within="1/10", objective="welfare")),
        (["robustness", file, "--mechanism=Reserve", "--delta=1/5"], sweep.robustness("Reserve", delta="1/5")),
    ]:
        told = printed(*asked, f"--sweep={numbers}", "--format=csv")
        assert told.rstrip("\n") == swept.sheet.csv().rstrip("\n"), asked
        text = printed(*asked, f"--sweep={numbers}")
        assert all(str(sheet).strip() in text for sheet in swept.sheets) and str(swept).split() == text.split()
        assert len(sweep) == len(swept.sheet) == len(swept.answers) == 9
        assert list(swept.table().columns) == swept.sheet.columns and "<svg" in swept.page() and f".sweep(&quot;{numbers}&quot;)" in swept.page()
    assert sweep.check()[2]["Reserve"].revenue == Fraction(3, 2) and sweep.optimum()["1/4"].value == Fraction(3, 2)
    assert {str(at): own["Reserve"].check().revenue for at, own in sweep} == {str(at): own["Reserve"].revenue for at, own in sweep.check().answers.items()}
    with pytest.raises(tvmd.ArgumentError, match="go with `all` and `support`"):
        sweep.robustness("Reserve", ball="product")
    with pytest.raises(tvmd.ArgumentError, match="there is no mechanism `Resreve`; did you mean `Reserve`?"):
        sweep.check(["Resreve"])
    # What the command says of a value that can't be had.
    sale = tvmd.Instance.load(ROOT / "docs" / "book" / "auctions" / "sale.json")
    with pytest.raises(tvmd.InstanceError) as error:
        sale.sweep("Ann.Keen=1/2..1 step 1/4").check()
    assert "with 3/4, by `Ann.Keen=1/2..1 step 1/4`:" in str(error.value) and "with `rescaled` behind the step" in str(error.value)
    assert error.value.mistakes[0].place == "prior.independent.Ann"


def test_what_is_found_beside_what_there_is(gallery):
    best = gallery.optimum()
    beside = gallery.with_mechanism("Best", best.mechanism)
    assert beside.compare(["Best"])["Best"].revenue == best.value and set(beside.mechanisms) == {*gallery.mechanisms, "Best"}
    with pytest.raises(tvmd.ArgumentError):
        gallery.with_mechanism("Best", best.mechanism, x=[], p=[])


def test_bids(command):
    file, asked = ROOT / "examples" / "data" / "mario_kart.csv", [
        (None, "independent", "second_price", []),
        ([0, 30, "75/2", 50], "symmetric", "posted_prices", ["--symmetric"]),
        ("quantiles:4", "joint", "second_price", ["--joint"]),
    ]
    for bins, dependence, mechanism, options in asked:
        options = [*options, f"--mechanism={mechanism}"]
        if bins is not None:
            options.append(f"--bins={bins if isinstance(bins, str) else ','.join(map(str, bins))}")
        answered = command("learn", file, "--confidence=9/10", *options)
        found = tvmd.learn(file, bins, dependence=dependence, mechanism=mechanism, confidence="9/10")
        told = numbers(answered)
        for name in ["mechanism", "auctions", "dependence", "confidence", "radius", "reserve", "expected_revenue", "guaranteed_revenue"]:
            assert getattr(found, name) == told[name], name
        assert found.bins == answered["bins"]
        assert [list(own) for own in found.reserves] == [[own["reserve"], own["revenue"], own["guaranteed_revenue"]] for own in told["reserves"]]
        assert found.instance.to_dict() == tvmd.Instance(answered["instance"]).to_dict()
        for own, other in zip(found.bidders, told["bidders"], strict=True):
            assert (own.name, own.absent, list(own.types.items())) == (other["name"], other["absent"], [(one["value"], one["count"]) for one in other["types"]])


def test_violations_are_the_command_s(gallery):
    for option, programs in [("--witness-test", "witness_tests"), ("--lean", "lean")]:
        found = [text for mechanism in gallery.mechanisms.values() for text in getattr(mechanism, programs)()]
        assert found and printed("check", ROOT / "examples" / "instances" / "gallery.json", option) == "\n".join(found).rstrip() + "\n"


def tables(text):
    """What the tables of a CSV answer hold, without their titles."""
    if not text.startswith("# "):
        return [text.rstrip("\n")]
    return [table.split("\n", 1)[1].rstrip("\n") for table in text.removeprefix("# ").split("\n# ")]


def test_tables_are_the_command_s(gallery):
    """All of them, in every format."""
    file = ROOT / "examples" / "instances" / "gallery.json"
    worst, best, named = ["--within=1/10"], gallery.optimum(within="1/10"), ["--mechanism=Posted"]
    of_best = [best.mechanism.sheet(which) for which in ["outcomes", "interim", "virtual-values", "summary"]]
    for asked, sheets in [
        (["robustness", file, *named], gallery["Posted"].robustness().sheets),
        (["robustness", file, *named, "--ball=product"], gallery["Posted"].robustness(ball="product").sheets),
        (["optimum", file, *worst], [*of_best, *best.sheets]),
        (["check", file, *named, "--show=deviations"], [gallery["Posted"].sheet("deviations", agent) for agent in gallery.agents]),
    ]:
        told = tables(printed(*asked, "--format=csv"))
        assert told == [sheet.csv().rstrip("\n") for sheet in sheets], asked
        for format_, write in [("markdown", "markdown"), ("latex", "latex")]:
            text = printed(*asked, f"--format={format_}")
            for sheet in sheets:
                # Whose the table is stands in its title, or in the line before it.
                body = getattr(sheet, write)().split("\n")[3:]
                assert "\n".join(body).strip() in text, (asked, sheet.title)
    # There the mechanism isn't shown for the worst distribution alone.
    worst = gallery.max_min().sheets[0]
    assert tables(printed("maxmin", file, "--show=outcomes", "--format=csv"))[1] == worst.csv().rstrip("\n")
    compared = ["compare", file, "--format=markdown"]
    assert gallery.compare().sheet.markdown().strip() in printed(*compared)


def test_what_out_writes(tmp_path, gallery):
    file, out = ROOT / "examples" / "instances" / "gallery.json", tmp_path / "out.json"
    for command, name, found in [("optimum", "Optimum", gallery.optimum()), ("maxmin", "MaxMin", gallery.max_min())]:
        printed(command, file, f"--out={out}")
        assert tvmd.Instance.load(out).to_dict() == gallery.with_mechanism(name, found.mechanism).to_dict()
