//! The items that were emitted, one by one. They are our own, so it is enough to see where each ends; to parse them every user would
//! compile the whole of syn.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// An item.
pub(super) enum Item {
    /// `use …;`
    Import(TokenStream),
    /// `path! { items }`
    Call { path: TokenStream, items: TokenStream },
    /// Anything else.
    Other(TokenStream),
}

/// The items in some tokens.
pub(super) fn items(tokens: TokenStream) -> Vec<Item> {
    let (mut items, mut item) = (Vec::new(), Vec::new());
    for tree in tokens {
        let is_last = match &tree {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            // What has braces ends with them, but for what ends with a semicolon whatever is before it.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                !matches!(keyword(&item).as_deref(), Some("use" | "const" | "static" | "type"))
            }
            _ => false,
        };
        item.push(tree);
        if is_last {
            items.push(Item::of(std::mem::take(&mut item)));
        }
    }
    items
}

/// The first word of an item after its attributes and its visibility.
fn keyword(item: &[TokenTree]) -> Option<String> {
    let words = item.iter().filter_map(|tree| match tree {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    words.into_iter().find(|word| word != "pub")
}

impl Item {
    fn of(trees: Vec<TokenTree>) -> Self {
        match trees.as_slice() {
            [path @ .., TokenTree::Punct(mark), TokenTree::Group(group)] if mark.as_char() == '!' => {
                Self::Call { path: path.iter().cloned().collect(), items: group.stream() }
            }
            _ if keyword(&trees).as_deref() == Some("use") => Self::Import(trees.into_iter().collect()),
            _ => Self::Other(trees.into_iter().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn items_end_where_rust_ends_them() {
        let tokens = quote! {
            #[derive(Clone)] pub(crate) struct Gallery;
            pub use a::{b, c};
            const _: () = { let _ = 1; };
            impl A for B { fn c() {} }
            ::tvmd::mechanism! { struct Inner; }
            macro_rules! gallery { () => {}; }
            enum E { One, Two }
        };
        let kinds: Vec<&str> = items(tokens.clone())
            .iter()
            .map(|item| match item {
                Item::Import(_) => "import",
                Item::Call { .. } => "call",
                Item::Other(_) => "other",
            })
            .collect();
        assert_eq!(kinds, ["other", "import", "other", "other", "call", "other", "other"]);
        // As syn sees them.
        assert_eq!(syn::parse2::<syn::File>(tokens).unwrap().items.len(), kinds.len());
    }
}
