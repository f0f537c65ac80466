//! The blocks of a page in order, each with the role that its tags and classes tell.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use super::html::Weights;
use crate::document::Role;

/// A class says nothing about an element that holds more of the article than this, in hundredths: `class="with-sidebar"` on the page.
const TOO_MUCH_FOR_CLASS: usize = 40;

/// A block of the page.
pub(super) struct Block {
    /// On one line.
    pub(super) text: String,
    /// What the markup tells.
    pub(super) role: Option<Role>,
}

/// What holds for everything inside an element.
#[derive(Copy, Clone, Default)]
struct Context {
    /// Not shown, or no text of the article.
    skip: bool,
    role: Option<Role>,
    link: bool,
    /// The nearest block element.
    block: Option<NodeId>,
    list: bool,
    /// Whether that block is a paragraph, where a `time` element is part of a sentence.
    paragraph: bool,
}

/// The blocks inside an element, in page order. Cost: linear in its nodes.
pub(super) fn blocks(root: &NodeRef<'_>, weights: &Weights) -> Vec<Block> {
    let mut walk = Walk { weights, contexts: HashMap::new(), blocks: Vec::new(), open: None };
    for node in std::iter::once(*root).chain(root.descendants_it()) {
        walk.visit(&node);
    }
    walk.flush();
    walk.blocks
}

/// The block being put together.
struct Open {
    id: Option<NodeId>,
    text: String,
    linked: usize,
    context: Context,
}

struct Walk<'a> {
    weights: &'a Weights,
    contexts: HashMap<NodeId, Context>,
    blocks: Vec<Block>,
    open: Option<Open>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &NodeRef<'_>) {
        let above = node.parent().and_then(|parent| self.contexts.get(&parent.id)).copied().unwrap_or_default();
        if node.is_text() {
            if !above.skip {
                self.text(&node.text(), above);
            }
        } else if node.is_element() {
            let context = self.element(node, above);
            self.contexts.insert(node.id, context);
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, above: Context) -> Context {
        let name = node.node_name().unwrap_or_default();
        let mut context = above;
        context.skip |= is_hidden(&name, node);
        context.link |= &*name == "a";
        if &*name == "br" {
            self.line_break();
        }
        if is_block(&name) {
            self.flush();
            context.block = Some(node.id);
            context.list |= &*name == "li";
            context.paragraph = matches!(&*name, "p" | "li" | "blockquote" | "td");
        }
        // What stands in a promotion is one; a caption's credit belongs to the caption.
        if !matches!(above.role, Some(Role::Promotion | Role::Caption)) {
            let role = self.role(&name, node).filter(|role| *role != Role::Timestamp || !context.paragraph || is_block(&name));
            context.role = role.or(above.role);
        }
        context
    }

    fn role(&self, name: &str, node: &NodeRef<'_>) -> Option<Role> {
        let by_tag = match name {
            "h1" => Some(Role::Headline),
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Subhead),
            "figcaption" => Some(Role::Caption),
            _ => None,
        };
        if by_tag.is_some() || self.weights.share(node.id) > TOO_MUCH_FOR_CLASS {
            return by_tag;
        }
        match name {
            "nav" | "aside" | "footer" | "menu" => return Some(Role::Promotion),
            "time" => return Some(Role::Timestamp),
            _ => {}
        }
        let class = format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default());
        class_role(&class)
    }

    /// A line break is a space; two are the end of a paragraph.
    fn line_break(&mut self) {
        if let Some(open) = &mut self.open {
            if open.text.ends_with('\n') {
                self.flush();
            } else {
                open.text.truncate(open.text.trim_end().len());
                open.text.push('\n');
            }
        }
    }

    fn text(&mut self, text: &str, context: Context) {
        let parted = self.open.as_ref().is_some_and(|open| open.id != context.block || splits(open.context.role, context.role));
        if parted {
            self.flush();
        }
        if self.open.is_none() && text.trim().is_empty() {
            return;
        }
        let open = self.open.get_or_insert_with(|| Open { id: context.block, text: String::new(), linked: 0, context });
        let before = open.text.len();
        for c in text.chars().filter(|c| !c.is_control() || c.is_whitespace()) {
            match c {
                c if c.is_whitespace() => {
                    if !open.text.is_empty() && !open.text.ends_with([' ', '\n']) {
                        open.text.push(' ');
                    }
                }
                c => open.text.push(c),
            }
        }
        if context.link {
            open.linked += open.text.len() - before;
        }
    }

    fn flush(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = open.text.replace('\n', " ").trim().to_owned();
        if text.is_empty() {
            return;
        }
        // A list item or line that is nothing but a link leads to another page.
        let only_link = open.linked * 10 >= text.len() * 9 && !text.ends_with(['.', '!', '?', '"', '\u{201d}']);
        let role = open.context.role.or((only_link && open.context.list).then_some(Role::Promotion));
        self.blocks.push(Block { text, role });
    }
}

/// Whether a change of role inside a block element starts a new block: a time stamp or byline beside the text does, a caption goes on.
fn splits(open: Option<Role>, next: Option<Role>) -> bool {
    open != next && !matches!(open, Some(Role::Caption | Role::Promotion))
}

fn is_hidden(name: &str, node: &NodeRef<'_>) -> bool {
    const NO_TEXT: [&str; 17] = [
        "script", "style", "noscript", "template", "svg", "iframe", "form", "button", "input", "select", "textarea", "object", "head",
        "video", "audio", "canvas", "math",
    ];
    let style = node.attr("style").unwrap_or_default();
    NO_TEXT.contains(&name) || node.has_attr("hidden") || style.replace(' ', "").contains("display:none")
}

fn is_block(name: &str) -> bool {
    const BLOCK: [&str; 36] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "tr",
        "ul",
    ];
    BLOCK.contains(&name) || name == "th"
}

/// The role that a class or id names. Its words are compared whole or by their opening, so that "promoted" and "related-links" count and "heading" does not.
fn class_role(class: &str) -> Option<Role> {
    const NAMES: [(&str, Role); 42] = [
        ("caption", Role::Caption),
        ("figcaption", Role::Caption),
        ("credit", Role::Credit),
        ("byline", Role::Credit),
        ("source", Role::Credit),
        ("author", Role::Credit),
        ("contributor", Role::Credit),
        ("copyright", Role::Credit),
        ("timestamp", Role::Timestamp),
        ("dateline", Role::Dateline),
        ("pubdate", Role::Timestamp),
        ("published", Role::Timestamp),
        ("datetime", Role::Timestamp),
        ("promo", Role::Promotion),
        ("related", Role::Promotion),
        ("newsletter", Role::Promotion),
        ("advert", Role::Promotion),
        ("ad", Role::Promotion),
        ("ads", Role::Promotion),
        ("sponsor", Role::Promotion),
        ("share", Role::Promotion),
        ("sharing", Role::Promotion),
        ("social", Role::Promotion),
        ("subscribe", Role::Promotion),
        ("subscription", Role::Promotion),
        ("signup", Role::Promotion),
        ("comment", Role::Promotion),
        ("comments", Role::Promotion),
        ("sidebar", Role::Promotion),
        ("breadcrumb", Role::Promotion),
        ("breadcrumbs", Role::Promotion),
        ("recirc", Role::Promotion),
        ("recommended", Role::Promotion),
        ("trending", Role::Promotion),
        ("popular", Role::Promotion),
        ("readmore", Role::Promotion),
        ("paywall", Role::Promotion),
        ("cookie", Role::Promotion),
        ("toolbar", Role::Promotion),
        ("navigation", Role::Promotion),
        ("tags", Role::Promotion),
        ("taboola", Role::Promotion),
    ];
    let spaced: String = class.chars().flat_map(|c| c.is_uppercase().then_some(' ').into_iter().chain([c])).collect();
    let lower = spaced.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let fits = |word: &str, name: &str| word == name || name.len() >= 5 && word.starts_with(name);
    NAMES.iter().find(|(name, _)| words.iter().any(|word| fits(word, name))).map(|(_, role)| *role)
}
