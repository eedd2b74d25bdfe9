//! What is emitted, with mistakes in the input and without.

use super::{GALLERY, is_error, items, with_setting};
use quote::ToTokens;
use syn::{Item, ItemMod};

/// The names of structs, enums and modules among `items`, in order; variants and fields after a colon.
fn names(items: &[Item]) -> Vec<String> {
    let listed = |names: Vec<String>| names.join(" ");
    items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => {
                let fields = item.fields.iter().filter_map(|field| field.ident.as_ref());
                Some(format!("{}: {}", item.ident, listed(fields.map(ToString::to_string).collect())))
            }
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                Some(format!("{}: {}", item.ident, listed(variants.collect())))
            }
            Item::Mod(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect()
}

fn module(items: &[Item]) -> &[Item] {
    let contents = items.iter().find_map(|item| match item {
        Item::Mod(ItemMod { content: Some((_, items)), .. }) => Some(items.as_slice()),
        _ => None,
    });
    contents.unwrap()
}

fn without_spaces(items: &[Item]) -> String {
    items.iter().map(|item| item.to_token_stream().to_string().replace(' ', "")).collect()
}

#[test]
fn a_setting_and_its_mechanisms() {
    let items = items(GALLERY);
    let structs = ["Gallery: ", "gallery", "FirstRefusal: ", "Posted: ", "OnePainting: ", "Menus: "];
    assert_eq!(names(&items)[..6], structs);
    assert_eq!(
        names(module(&items)),
        [
            "First: Bottom Low High",
            "Second: Bottom V1 V3_2 V2",
            "Agent: First Second",
            "Item: Painting",
            "Profile: first second"
        ]
    );
}

#[test]
fn docs_and_visibility_are_kept() {
    let items = items(GALLERY);
    let text = without_spaces(&items);
    assert!(text.contains(r#"#[doc="Twobiddersandonepainting."]"#));
    assert!(text.contains(r#"#[doc="Claims:`ex_post_ir`,`notdsic`,`bic(1/10)`,`bic(1/10,1/4)`."]"#));
    assert!(text.contains("pubmodgallery{") && text.contains("pubstructFirstRefusal;"));
    assert!(!text.contains("pubstructPosted;"));
    assert!(text.contains(r#"#[doc="ValuesPaintingat3/2."]V3_2"#));
}

#[test]
fn a_prior_only_if_there_is_one() {
    let has_prior = |items: &[Item]| without_spaces(items).contains("pubfnprior()");
    assert!(has_prior(&items(GALLERY)));
    assert!(!has_prior(&items(&with_setting(""))));
}

#[test]
fn a_single_agent_needs_no_tuple() {
    let items = items(
        "setting Shop<Buyer> { items { A } bound 1; agent Buyer: additive { Low = 1 } }
         mechanism M in Shop { outcomes { Low => Buyer gets { A }, _ => nothing } }",
    );
    let text = without_spaces(module(&items));
    assert!(text.contains("From<Buyer>forProfile") && text.contains("From<(Buyer,)>forProfile"));
}

#[test]
fn mistakes_leave_the_items() {
    let items = items(
        "pub setting Gallery<First, Second, First> {
            items { Painting, Painting }
            agent First: additive { Low = oops, Low = 1, High = { Painting: 1 } }
            agent Second: nonsense { Bottom = 1, Low = }
        }
        mechanism M in Galery { nonsense }
        mechanism M in Gallery { vcg; }",
    );
    assert!(items.iter().any(is_error));
    assert_eq!(names(&items), ["Gallery: ", "gallery", "M: "]);
    assert_eq!(
        names(module(&items)),
        [
            "First: Bottom Low High",
            "Second: Bottom Low",
            "Agent: First Second",
            "Item: Painting",
            "Profile: first second"
        ]
    );
}

#[test]
fn keywords_become_fields() {
    let items = items(
        "setting M<Type, Crate> { items { A } bound 1;
            agent Type: additive { r#fn = 1 } agent Crate: additive { Low = 1 } }",
    );
    let names = names(module(&items));
    assert_eq!(names[0], "Type: Bottom r#fn");
    assert_eq!(names.last().unwrap(), "Profile: r#type crate_");
}

/// Each use of a name is mentioned with its own span, so that a code editor finds what it stands for.
#[test]
fn names_lead_to_their_declaration() {
    let source = "setting Shop<Buyer, Agent_> { items { Tea, Cup } bound 3;
            agent Buyer: additive { Low = { Tea: 1 }, High = { Tea: 2 } } agent Agent_: additive { One = { Cup: 1 } }
            prior independent { Buyer { Low: 1 } Agent_ { One: 1 } } }
        mechanism Table in Shop { outcomes {
            (Low | High, One) => lottery { 1: Buyer gets { Tea } } and Agent_ pays 0,
            _ => nothing } }
        mechanism Posted in Shop { posted_prices { Buyer: { Tea: 1 }, Agent_: { Cup: 1 } } order (Agent_, Buyer); }
        mechanism Menu in Shop { menu { Buyer: { [Tea, Cup] @ 1, lottery { Cup: 1/2 } @ 1 } } }
        mechanism Bundles in Shop { bundles { [Cup]: 1 } }
        mechanism Kept in Shop { dsic_extension of Posted keeping { Buyer: [High] } }";
    let mentions = |source: &str| -> Option<Vec<(String, usize)>> {
        let item =
            items(source).into_iter().find(|item| matches!(item, Item::Const(item) if item.ident == "_"))?;
        let Item::Const(item) = item else { return None };
        let syn::Expr::Closure(closure) = *item.expr else { return None };
        let syn::Expr::Block(block) = *closure.body else { return None };
        let of_path = |path: syn::Path| {
            let last =
                path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::");
            (last, path.segments.last().unwrap().ident.span().byte_range().start)
        };
        let statements = block.block.stmts.into_iter().map(|statement| match statement {
            syn::Stmt::Local(syn::Local { init: Some(init), .. }) => match *init.expr {
                syn::Expr::Path(path) => of_path(path.path),
                other => panic!("{}", other.to_token_stream()),
            },
            syn::Stmt::Local(local) => {
                let text = local.pat.to_token_stream().into_iter().collect::<Vec<_>>();
                (format!("{} tokens", text.len()), 0)
            }
            other => panic!("{}", other.to_token_stream()),
        });
        Some(statements.collect())
    };
    let found = mentions(source).unwrap();
    // Each is where the source has that name.
    for (path, start) in found.iter().filter(|(path, _)| path.contains("::")) {
        let name = path.rsplit("::").next().unwrap();
        assert!(source[*start..].starts_with(name), "{path} at {}", &source[*start..]);
    }
    let paths: Vec<&str> =
        found.iter().map(|(path, _)| path.as_str()).filter(|path| path.contains("::")).collect();
    let paths: Vec<&str> = paths.into_iter().map(|path| path.strip_prefix("shop::").unwrap()).collect();
    assert_eq!(
        paths,
        [
            "Agent::Buyer",
            "Buyer::Low",
            "Agent::Agent_",
            "Agent_::One", // the prior
            "Buyer::Low",
            "Buyer::High",
            "Agent_::One",
            "Agent::Buyer",
            "Item::Tea",
            "Agent::Agent_", // the table
            "Agent::Buyer",
            "Item::Tea",
            "Agent::Agent_",
            "Item::Cup",
            "Agent::Agent_",
            "Agent::Buyer", // the prices
            "Agent::Buyer",
            "Item::Tea",
            "Item::Cup",
            "Item::Cup", // the menu
            "Item::Cup", // the bundles
            "Agent::Buyer",
            "Buyer::High", // the extension
        ]
    );
    // One `in Shop` for each mechanism.
    assert_eq!(found.len() - paths.len(), 5);
    // Where something is wrong there is no more noise.
    assert_eq!(mentions(&source.replace("(Low", "(Lwo")), None);
}
