//! Lines over an axis.
#![allow(clippy::float_arithmetic, reason = "floats place lines on a picture, and decide nothing")]

use super::axis::{Axis, share};
use super::seen::{Points, Seen, seen};
use crate::sheet::number;
use maud::{Markup, html};
use tvmd_core::Rational;
use tvmd_core::robustness::Curve;

/// Lines by the value of a number. Each is told by its colour and by its dashes; what they are exactly is for a table beside it.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::page::{Page, Plot};
///
/// let mut plot = Plot::new("Least revenue", "δ", "revenue");
/// plot.line("Posted", [(ratio!(0), ratio!(3 / 2)), (ratio!(1), ratio!(1 / 2))]);
/// plot.mark("δ = 1/10", ratio!(1 / 10));
/// let mut page = Page::new("Posted");
/// page.plot(&plot);
/// assert!(page.html().contains("Posted: from 3/2 at 0 to 1/2 at 1"));
/// ```
#[derive(Clone, Debug)]
pub struct Plot {
    title: String,
    across: String,
    up: String,
    lines: Vec<Line>,
    marks: Vec<(String, Rational)>,
}

#[derive(Clone, Debug)]
struct Line {
    name: String,
    points: Vec<(Rational, Rational)>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Known all along.
    Line,
    /// Known at its points.
    Dots,
    /// What something can't exceed.
    Bound,
}

/// The picture's size in its own units, which a narrow screen shows at a little less than a pixel each; the room for lines in it.
pub(super) const SIZE: (f64, f64) = (400.0, 268.0);
pub(super) const LEFT: f64 = 50.0;
pub(super) const TOP: f64 = 26.0;
pub(super) const WIDTH: f64 = 332.0;
pub(super) const HEIGHT: f64 = 196.0;

impl Plot {
    /// One without lines: its title, and what its axes show.
    pub fn new(title: impl Into<String>, across: impl Into<String>, up: impl Into<String>) -> Self {
        let (title, across, up) = (title.into(), across.into(), up.into());
        Self { title, across, up, lines: Vec::new(), marks: Vec::new() }
    }

    /// Adds a line through points, which come from left to right.
    pub fn line(&mut self, name: impl Into<String>, points: impl IntoIterator<Item = (Rational, Rational)>) {
        self.add(name, points, Kind::Line);
    }

    /// Adds points that are joined to be told from others; nothing is said of what is between them.
    pub fn dots(&mut self, name: impl Into<String>, points: impl IntoIterator<Item = (Rational, Rational)>) {
        self.add(name, points, Kind::Dots);
    }

    /// Adds a curve over distances.
    pub fn curve(&mut self, name: impl Into<String>, curve: &Curve) {
        self.line(name, curve.points().iter().map(|point| (point.delta.clone(), point.value.clone())));
    }

    /// Adds a bound: a line in grey that may leave the picture.
    pub fn bound(&mut self, name: impl Into<String>, points: impl IntoIterator<Item = (Rational, Rational)>) {
        self.add(name, points, Kind::Bound);
    }

    fn add(
        &mut self,
        name: impl Into<String>,
        points: impl IntoIterator<Item = (Rational, Rational)>,
        kind: Kind,
    ) {
        self.lines.push(Line { name: name.into(), points: points.into_iter().collect(), kind });
    }

    /// Marks a value on the axis across, and where the lines are at it.
    pub fn mark(&mut self, name: impl Into<String>, at: Rational) {
        self.marks.push((name.into(), at));
    }

    /// What it shows, in words.
    fn described(&self) -> String {
        let line = |Line { name, points, .. }: &Line| match (points.first(), points.last()) {
            (Some(first), Some(last)) => format!(
                "{name}: from {} at {} to {} at {}",
                number(&first.1),
                number(&first.0),
                number(&last.1),
                number(&last.0)
            ),
            _ => name.clone(),
        };
        let lines: Vec<String> = self.lines.iter().map(line).collect();
        format!("{} by {}. {}.", self.up, self.across, lines.join("; "))
    }

    /// The picture with its key; `id` is one of the page that nothing else has.
    pub(super) fn markup(&self, id: usize) -> Markup {
        let framing = self.lines.iter().filter(|line| line.kind != Kind::Bound).flat_map(|line| &line.points);
        let zero = Rational::default();
        let across = Axis::over(framing.clone().map(|(across, _)| across));
        let up = Axis::over(framing.map(|(_, up)| up).chain([&zero]));
        let (wide, tall) = (across.ends(), up.ends());
        let x = |at: &Rational| LEFT + WIDTH * share(at, &wide);
        let y = |at: &Rational| TOP + HEIGHT * (1.0 - share(at, &tall));
        let (right, bottom) = (LEFT + WIDTH, TOP + HEIGHT);
        let (title, description) = (format!("plot-{id}"), format!("plot-{id}-text"));
        let lines: Vec<&Points> = self.lines.iter().map(|line| line.points.as_slice()).collect();
        let seen = seen(&lines, &tall);
        let drawn = || self.lines.iter().enumerate().filter(|(position, _)| seen[*position] == Seen::Itself);
        html! {
            figure.plot {
                figcaption { (self.title) }
                svg viewBox=(format!("0 0 {} {}", SIZE.0, SIZE.1)) role="img" aria-labelledby=(format!("{title} {description}")) {
                    title id=(title) { (self.title) }
                    desc id=(description) { (self.described()) }
                    @for (tick, label) in across.ticks() {
                        path.grid d=(format!("M{:.1} {TOP}V{:.1}", x(&tick), bottom + 4.0)) {}
                        text x=(format!("{:.1}", x(&tick))) y=(bottom + 17.0) text-anchor="middle" { (label) }
                    }
                    @for (tick, label) in up.ticks() {
                        path.grid d=(format!("M{} {:.1}H{right}", LEFT - 4.0, y(&tick))) {}
                        text x=(LEFT - 7.0) y=(format!("{:.1}", y(&tick) + 4.0)) text-anchor="end" { (label) }
                    }
                    path.axis d=(format!("M{LEFT} {TOP}V{bottom}M{LEFT} {:.1}H{right}", y(&zero))) {}
                    text x="4" y="14" { (self.up) }
                    text x=(LEFT + WIDTH / 2.0) y=(SIZE.1 - 8.0) text-anchor="middle" { (self.across) }
                    @for (name, at) in &self.marks {
                        path.mark d=(format!("M{:.1} {TOP}V{bottom}", x(at))) {}
                        text x=(format!("{:.1}", x(at) + 4.0)) y=(TOP - 4.0) { (name) }
                    }
                    // Lines that leave the room are cut at its edge.
                    svg x=(LEFT - 4.0) y=(TOP - 4.0) width=(WIDTH + 8.0) height=(HEIGHT + 8.0)
                        viewBox=(format!("{} {} {} {}", LEFT - 4.0, TOP - 4.0, WIDTH + 8.0, HEIGHT + 8.0)) {
                        @for (position, line) in drawn().rev() {
                            polyline.(style(position, line)) points=(points(line, &x, &y)) {}
                            @if line.kind == Kind::Dots {
                                @for (across, up) in &line.points {
                                    circle.(style(position, line)) cx=(format!("{:.1}", x(across))) cy=(format!("{:.1}", y(up))) r="2.5" {}
                                }
                            }
                        }
                        @for (_, at) in &self.marks {
                            @for (position, line) in drawn().filter(|(_, line)| line.kind == Kind::Line) {
                                @if let Some(height) = height(line, &x, &y, x(at)) {
                                    circle.(style(position, line)) cx=(format!("{:.1}", x(at))) cy=(format!("{height:.1}")) r="3.5" {}
                                }
                            }
                        }
                    }
                }
                ul.key {
                    @for (position, line) in self.lines.iter().enumerate() {
                        @let shown = if let Seen::As(other) = seen[position] { other } else { position };
                        li {
                            svg viewBox="0 0 34 8" aria-hidden="true" { path.(style(shown, &self.lines[shown])) d="M0 4H34" {} }
                            (line.name)
                            @match seen[position] {
                                Seen::Itself => {}
                                Seen::As(other) => { " (the same as " (self.lines[other].name) ")" }
                                Seen::Outside => { " (outside of the picture)" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Six colours, and with each turn through them other dashes.
fn style(position: usize, line: &Line) -> String {
    let dashes = (position + position / 6) % 6;
    match line.kind {
        Kind::Line => format!("c{} d{dashes}", position % 6),
        Kind::Dots => format!("between c{} d{dashes}", position % 6),
        Kind::Bound => format!("bound d{dashes}"),
    }
}

fn points(line: &Line, x: &impl Fn(&Rational) -> f64, y: &impl Fn(&Rational) -> f64) -> String {
    let points: Vec<String> =
        line.points.iter().map(|(across, up)| format!("{:.2},{:.2}", x(across), y(up))).collect();
    points.join(" ")
}

/// How high a line is where it first comes to a place.
fn height(line: &Line, x: &impl Fn(&Rational) -> f64, y: &impl Fn(&Rational) -> f64, at: f64) -> Option<f64> {
    let placed: Vec<(f64, f64)> = line.points.iter().map(|(across, up)| (x(across), y(up))).collect();
    let around = placed.windows(2).find(|pair| pair[0].0 <= at && at <= pair[1].0)?;
    let length = around[1].0 - around[0].0;
    let share = if length > 0.0 { (at - around[0].0) / length } else { 0.0 };
    Some(around[0].1 + share * (around[1].1 - around[0].1))
}
