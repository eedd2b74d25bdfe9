"""What the package answers is what the command answers, on every example."""

from dataclasses import asdict
from fractions import Fraction

import pytest
from conftest import EXAMPLES, ROOT

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
        steps = expected["frontier"]
        expected["frontier"] = steps and [(step["epsilon"], step["q"]) for step in steps]
        expected["claims"] = {decided["claim"]: decided["holds"] for decided in own["claims"]}
        expected.setdefault("theorem", None)
        found = asdict(checked[own["name"]])
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
    assert found.certificate.verify().within == Fraction(1, 10)
    answered = command("maxmin", file, "--within=1/10", "--within=Second=1/5", f"--ball={ball}")
    found = gallery.max_min(within={"First": "1/10", "Second": "1/5"}, ball=ball)
    assert found.value == Fraction(answered["value"]) < gallery.max_min().value
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
            lie = answered["incentives"]["lie"]
            assert (found.lie and asdict(found.lie)) == (lie and {**lie, "gain": Fraction(lie["gain"])})


def test_the_game_is_the_command_s(command, gallery):
    file = ROOT / "examples" / "instances" / "gallery.json"
    assert gallery["Posted"].gambit() == command("gambit", file, "--mechanism=Posted")["game"]
