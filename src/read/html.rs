//! HTML pages: the article's text in page order, one block a paragraph, with what the markup tells about each.
//!
//! Two readings are laid over each other. dom_smoothie, a readability library, says *where* the article is: its paragraphs, found again in
//! the page, give the smallest element that holds nearly all of them. The page itself says *what* stands there: every block inside that
//! element is kept in order, with a role where a tag or class names one (`figcaption`, "related", `time`, headings). So captions that
//! readability mixes into the text are typed, and short paragraphs that it drops are not lost.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{Raw, check_blank, html_guard, html_meta, source};
use crate::Span;
use crate::document::{Meta, Role};
use crate::error::Result;

/// Share of the article's text that its element has to hold, in hundredths. Below all of it, since readability also keeps strays.
const HOLDS: usize = 85;
/// A class says nothing about an element that holds more of the article than this, in hundredths: `class="with-sidebar"` on the page.
const TOO_MUCH_FOR_CLASS: usize = 40;

/// The article of a page.
pub(super) fn read(path: &Path, page: &str) -> Result<Raw> {
    html_guard::check(path, page)?;
    let document = Document::from(page);
    let told = html_meta::read(&document);
    document.select("script, style, noscript, template, iframe, object, head").remove();
    let kept = readable(page);
    let blocks = blocks(&document, &kept);
    let title = blocks.iter().find(|b| b.role == Some(Role::Headline)).map(|b| b.text.clone());
    // "Title | Outlet" in the page's head is the title that stands on the page.
    let title = title.filter(|shown| told.title.as_ref().is_none_or(|t| t.starts_with(shown.as_str()))).or(told.title);
    let (text, hints) = write(&blocks, title.as_deref());
    check_blank(path, &text)?;
    let meta = Meta {
        id: source::id_of(path),
        path: path.to_owned(),
        title,
        published: told.published,
        outlet: told.outlet,
        byline: told.byline,
        url: told.url,
        agency: None,
    };
    Ok(Raw { meta, text, hints, extracted: true })
}

/// The normalized paragraphs that readability takes for the article.
fn readable(page: &str) -> HashSet<String> {
    let config = Config { max_elements_to_parse: 50_000, disable_json_ld: true, ..Config::default() };
    let parsed = Readability::new(page, None, Some(config)).ok().and_then(|mut r| r.parse().ok());
    let Some(article) = parsed else { return HashSet::new() };
    let content = Document::from(article.content);
    content.select("p, li, blockquote, td, h2, h3, div").nodes().iter().filter_map(key).collect()
}

/// A paragraph by its first letters and digits; `None` if it is too short to be found again for sure.
fn key(node: &NodeRef<'_>) -> Option<String> {
    const LONGEST: usize = 200;
    let mut key = String::new();
    for text in node.descendants_it().filter(NodeRef::is_text) {
        key.extend(text.text().chars().filter(|c| c.is_alphanumeric()).take(LONGEST));
        if key.len() >= LONGEST {
            break;
        }
    }
    let end = (0..=LONGEST.min(key.len())).rev().find(|at| key.is_char_boundary(*at)).unwrap_or(0);
    key.truncate(end);
    (key.len() >= 20).then_some(key)
}

/// How many bytes of text each element holds. Cost: linear, children before parents.
fn lengths(nodes: &[NodeRef<'_>]) -> HashMap<NodeId, usize> {
    let mut out: HashMap<NodeId, usize> = HashMap::new();
    for node in nodes.iter().rev() {
        let own = if node.is_text() { node.text().len() } else { out.get(&node.id).copied().unwrap_or(0) };
        if let Some(parent) = node.parent().filter(|_| own > 0) {
            *out.entry(parent.id).or_default() += own;
        }
    }
    out
}

/// A block of the page.
struct Block {
    text: String,
    role: Option<Role>,
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

/// The blocks of the article in page order.
fn blocks(document: &Document, kept: &HashSet<String>) -> Vec<Block> {
    let Some(body) = document.body() else { return Vec::new() };
    let nodes: Vec<NodeRef<'_>> = std::iter::once(body).chain(body.descendants_it()).collect();
    let weights = Weights::of(&nodes, kept);
    let root = weights.root(&nodes);
    let mut walk = Walk { weights: &weights, contexts: HashMap::new(), blocks: Vec::new(), open: None };
    for node in std::iter::once(root).chain(root.descendants_it()) {
        walk.visit(&node);
    }
    walk.flush();
    walk.blocks
}

/// How many letters of the article's paragraphs each element holds.
struct Weights {
    by_node: HashMap<NodeId, usize>,
    all: usize,
}

impl Weights {
    /// Counts the paragraphs that readability kept; if those are few, all of the page. Cost: linear, children before parents.
    fn of(nodes: &[NodeRef<'_>], kept: &HashSet<String>) -> Self {
        let lengths = lengths(nodes);
        let paragraphs: Vec<(NodeId, usize, bool)> = nodes
            .iter()
            .filter(|n| n.node_name().is_some_and(|name| matches!(&*name, "p" | "li" | "blockquote")))
            .filter_map(|n| key(n).map(|key| (n.id, lengths.get(&n.id).copied().unwrap_or(0), kept.contains(&key))))
            .collect();
        let sum = |only_kept: bool| paragraphs.iter().filter(|(_, _, k)| *k || !only_kept).map(|(_, len, _)| len).sum::<usize>();
        // A poor reading (a page of a kind readability does not know) would cut the article: then every paragraph counts.
        let trusted = sum(true) * 3 >= sum(false);
        let mut by_node: HashMap<NodeId, usize> = HashMap::new();
        for (id, len, kept) in &paragraphs {
            if *kept || !trusted {
                by_node.insert(*id, *len);
            }
        }
        for node in nodes.iter().rev() {
            let weight = by_node.get(&node.id).copied().unwrap_or(0);
            if let Some(parent) = node.parent().filter(|_| weight > 0) {
                *by_node.entry(parent.id).or_default() += weight;
            }
        }
        let all = nodes.first().and_then(|body| by_node.get(&body.id)).copied().unwrap_or(0);
        Self { by_node, all }
    }

    fn share(&self, id: NodeId) -> usize {
        let held = self.by_node.get(&id).copied().unwrap_or(0) * 100;
        held.checked_div(self.all).unwrap_or(0)
    }

    /// The deepest element that holds nearly all of the article, or the `article` or `main` around it.
    fn root<'a>(&self, nodes: &[NodeRef<'a>]) -> NodeRef<'a> {
        let body = nodes[0];
        let deepest = nodes.iter().rev().find(|n| n.is_element() && self.share(n.id) >= HOLDS && n.id != body.id);
        let Some(deepest) = deepest.copied().filter(|_| self.all > 0) else { return body };
        let around = |name: &str| std::iter::once(deepest).chain(deepest.ancestors_it(None)).find(|n| n.has_name(name));
        around("article").or_else(|| around("main")).unwrap_or(deepest)
    }
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

/// The text of the blocks, a blank line between them, the title first; and the roles that the markup tells.
fn write(blocks: &[Block], title: Option<&str>) -> (String, Vec<(Span, Role)>) {
    let (mut text, mut hints) = (String::new(), Vec::new());
    let mut put = |line: &str, role: Option<Role>| {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(line);
        hints.extend(role.map(|role| (Span::new(start, text.len()), role)));
    };
    let headed = blocks.iter().position(|b| b.role == Some(Role::Headline));
    if let Some(title) = title.filter(|_| headed.is_none()) {
        put(title, Some(Role::Headline));
    }
    for (at, block) in blocks.iter().enumerate() {
        let repeats = headed.is_none() && title.is_some_and(|t| t == block.text);
        let role = match block.role {
            // A page has one headline.
            Some(Role::Headline) if headed != Some(at) => Some(Role::Subhead),
            role => role,
        };
        if !repeats {
            put(&block.text, role);
        }
    }
    (text, hints)
}
