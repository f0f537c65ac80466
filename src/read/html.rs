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

use super::html_walk::{self, Block};
use super::{Raw, check_blank, html_guard, html_meta, source};
use crate::Span;
use crate::document::{Meta, Role};
use crate::error::Result;

/// Share of the article's text that its element has to hold, in hundredths. Below all of it, since readability also keeps strays.
const HOLDS: usize = 85;

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
    Ok(Raw { meta, text, hints, extracted: true, markup: true })
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

/// The blocks of the article in page order.
fn blocks(document: &Document, kept: &HashSet<String>) -> Vec<Block> {
    let Some(body) = document.body() else { return Vec::new() };
    let nodes: Vec<NodeRef<'_>> = std::iter::once(body).chain(body.descendants_it()).collect();
    let weights = Weights::of(&nodes, kept);
    let root = weights.root(&nodes);
    html_walk::blocks(&root, &weights)
}

/// How many letters of the article's paragraphs each element holds.
pub(super) struct Weights {
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

    /// The share of the article that an element holds, in hundredths.
    pub(super) fn share(&self, id: NodeId) -> usize {
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
