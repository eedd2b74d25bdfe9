//! Pages for a browser: one file each, with the pictures inside, and every exact number beside them.
#![allow(clippy::float_arithmetic, reason = "floats place lines on a picture, and decide nothing")]

use crate::commands::robustness::answer::{Answer, Promised};
use num_traits::{Signed as _, ToPrimitive as _};
use std::fmt::Write as _;
use tvmd_core::Rational;
use tvmd_core::paper::Standing;
use tvmd_core::robustness::Curve;
use tvmd_core::search::{Options, Row};

/// The size of a picture, and the room around it for the axes' ends, in pixels.
const SIZE: (f64, f64) = (560.0, 260.0);
const MARGIN: f64 = 50.0;

/// A curve or a bound in a picture: its name, how it is drawn, and its points.
type Line<'a> = (String, &'a str, Vec<(Rational, Rational)>);

/// What a mechanism is worth near a prior.
pub(crate) fn robustness(answer: &Answer) -> String {
    let zero = Rational::default();
    let one = Rational::from_integer(1.into());
    let objective = &answer.objective;
    let expected = objective.least.at(&zero);
    let bound = |width: &Rational| vec![(zero.clone(), expected.clone()), (one.clone(), &expected - width)];
    let widths = &answer.bounds.lemma_2;
    let lines = [
        (format!("most {}", objective.name), "stroke:#27a", points(&objective.most)),
        (format!("least {}", objective.name), "stroke:#a22;stroke-width:2.5", points(&objective.least)),
        ("Lemma 2".to_owned(), "stroke:#888;stroke-dasharray:6 4", bound(&widths.width)),
        (
            "Lemma 2, this mechanism's range".to_owned(),
            "stroke:#888;stroke-dasharray:2 3",
            bound(&widths.width_in_play),
        ),
    ];
    let mut body = section(&format!("Expected {}", objective.name), &lines);
    let gain = ("largest gain".to_owned(), "stroke:#a22;stroke-width:2.5", points(&answer.incentives.regret));
    body += &section("Largest expected gain of a lie, given the type", &[gain]);
    let _ = match &answer.bounds.lemma_4 {
        Some(bound) => write!(
            body,
            "<p>Lemma 4: a type of probability p gains at most {}·δ/p; sharp: {}·δ/p.</p>",
            bound.printed, bound.sharp
        ),
        None => write!(
            body,
            "<p>Lemma 4 says nothing: the mechanism isn't ex-post IR and BIC under the prior.</p>"
        ),
    };
    let _ = write!(
        body,
        "<p>Types of probability 0 gain up to {} at any δ above 0.</p>",
        answer.incentives.ruled_out.0
    );
    for Promised { promise, holds_up_to } in &answer.promises {
        let promise = escaped(promise);
        let _ = match holds_up_to {
            Some(to) => write!(body, "<p>{promise} holds up to δ = {}.</p>", to.0),
            None => write!(body, "<p>{promise} doesn't hold under the prior itself.</p>"),
        };
    }
    let title = escaped(&answer.title());
    document(&title, &body)
}

/// The ledger, with a bar for how near the worst instance found comes to the best constant known.
pub(crate) fn ledger(rows: &[Row], options: &Options) -> String {
    let Options { seed, budget, .. } = options;
    let mut body = format!(
        "<p>A bar is the worst ratio found, of the sharp constant where that is a number: full means that the constant is attained. \
         Seed {seed}, up to {budget} cases per statement.</p>\n\
         <table><tr><th>statement</th><th>as printed</th><th>constant</th><th>sharp</th><th colspan=\"2\">worst found</th>\
         <th>instances</th><th>vacuous</th></tr>\n",
    );
    for row in rows {
        let (verdict, color) = match row.printed.verdict {
            Standing::Holds => ("holds", "#27a"),
            Standing::Refuted if row.is_true_as_meant() => ("refuted, true as meant", "#a72"),
            Standing::Refuted => ("REFUTED", "#a22"),
            Standing::NotImplied => ("not implied", "#a72"),
            Standing::Open => ("open", "#888"),
        };
        let text = |constant: &Option<_>| constant.as_deref().map_or_else(String::new, escaped);
        let found = row.search.best_ratio.as_ref().map(|ratio| &ratio.0);
        let sharp = row.sharp.constant.as_deref().and_then(|own| tvmd_core::exact::parse(own).ok());
        let share = found
            .zip(sharp)
            .filter(|(_, sharp)| sharp.is_positive())
            .map(|(found, sharp)| number(found) / number(&sharp));
        let bar = share.map_or_else(String::new, |share| {
            let width = 120.0 * share.clamp(0.0, 1.0);
            format!(
                "<svg width=\"122\" height=\"12\"><rect width=\"{width:.1}\" height=\"12\" style=\"fill:{color};stroke:none\"/>\
                 <rect width=\"120\" height=\"12\" style=\"stroke:#bbb\"/></svg>"
            )
        });
        let worst = found.map_or_else(String::new, |found| match found.to_string() {
            exact if exact.len() <= 12 => exact,
            exact => format!("<span title=\"{exact}\">about {:.4}</span>", number(found)),
        });
        let _ = writeln!(
            body,
            "<tr><td title=\"{}\">{}</td><td style=\"color:{color}\">{verdict}</td><td>{}</td><td>{}</td><td>{worst}</td><td>{bar}</td><td>{}</td><td>{}</td></tr>\n\
             <tr><td></td><td colspan=\"7\"><b>{}</b> <small>{}</small></td></tr>",
            escaped(row.search.of),
            row.id,
            text(&row.printed.constant),
            text(&row.sharp.constant),
            row.search.instances,
            row.search.vacuous,
            escaped(row.title),
            escaped(row.explanation)
        );
    }
    document("What the paper says, and what is true", &format!("{body}</table>"))
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\n<style>body{{font:16px sans-serif;max-width:60em;margin:2em auto}}\
         svg{{fill:none;stroke-width:1.5}} text{{fill:#333;stroke:none;font-size:13px}} td,th{{padding:0 1em 0 0;text-align:left}}</style>\n\
         <h1>{title}</h1>\n{body}\n</html>\n"
    )
}

fn points(curve: &Curve) -> Vec<(Rational, Rational)> {
    curve.points().iter().map(|point| (point.delta.clone(), point.value.clone())).collect()
}

/// A picture of some lines, and a table of the points of each.
fn section(title: &str, lines: &[Line<'_>]) -> String {
    let values = || lines.iter().flat_map(|line| &line.2).map(|point| number(&point.1));
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let height = if high > low { high - low } else { 1.0 };
    let across = |delta: f64| MARGIN + delta * SIZE.0;
    let down = |value: f64| 20.0 + (high - value) / height * SIZE.1;
    let (wide, tall) =
        (SIZE.0 + 2.0 * MARGIN, SIZE.1 + 60.0 + 18.0 * lines.len().to_f64().unwrap_or_default());
    let mut svg = format!("<h2>{title}</h2>\n<svg viewBox=\"0 0 {wide} {tall}\" width=\"{wide}\">\n");
    let _ = writeln!(
        svg,
        "<path style=\"stroke:#bbb\" d=\"M{0} {1}V{2}M{0} {3}H{4}\"/><text x=\"4\" y=\"{1}\">{high:.3}</text><text x=\"4\" y=\"{2}\">{low:.3}</text>\
         <text x=\"{0}\" y=\"{5}\">δ = 0</text><text x=\"{4}\" y=\"{5}\">1</text>",
        across(0.0),
        down(high),
        down(low),
        down(0.0),
        across(1.0),
        down(low) + 18.0
    );
    let mut table = String::from("<table><tr><th>line</th><th>δ</th><th>value</th></tr>\n");
    for ((name, style, points), place) in lines.iter().zip(1_u8..) {
        let path: Vec<String> = points
            .iter()
            .map(|(delta, value)| format!("{:.2},{:.2}", across(number(delta)), down(number(value))))
            .collect();
        let key = down(low) + 20.0 + 18.0 * f64::from(place);
        let _ = writeln!(
            svg,
            "<polyline style=\"{style}\" points=\"{}\"/><path style=\"{style}\" d=\"M{MARGIN} {key}h30\"/><text x=\"{}\" y=\"{}\">{name}</text>",
            path.join(" "),
            MARGIN + 38.0,
            key + 4.0
        );
        for (delta, value) in points {
            let _ = writeln!(table, "<tr><td>{name}</td><td>{delta}</td><td>{value}</td></tr>");
        }
    }
    format!("{svg}</svg>\n{table}</table>\n")
}

fn number(exact: &Rational) -> f64 {
    exact.to_f64().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
