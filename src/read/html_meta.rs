//! What a page says about its article outside the text: meta tags and JSON-LD.

use dom_query::Document;
use serde_json::Value;

use crate::document::squeeze;

/// Title, date and so on of a page, each as the page has it.
#[derive(Clone, Debug, Default)]
pub(super) struct PageMeta {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
}

/// Reads them: JSON-LD before meta tags before the `title` element, which often carries the outlet's name.
pub(super) fn read(page: &Document) -> PageMeta {
    let mut meta = json_ld(page);
    let or = |slot: &mut Option<String>, names: &[&str]| {
        if slot.is_none() {
            *slot = names.iter().find_map(|name| tag(page, name));
        }
    };
    or(&mut meta.title, &["og:title", "twitter:title", "dc.title", "headline"]);
    let dates = [
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "pubdate",
        "publish-date",
        "date",
        "dc.date",
        "dc.date.issued",
        "parsely-pub-date",
        "sailthru.date",
    ];
    or(&mut meta.published, &dates);
    or(&mut meta.outlet, &["og:site_name", "application-name", "publisher", "dc.publisher"]);
    or(&mut meta.byline, &["author", "byl", "article:author_name", "parsely-author", "dc.creator", "sailthru.author"]);
    or(&mut meta.url, &["og:url"]);
    meta.url = meta.url.or_else(|| attr(page, "link[rel=canonical]", "href"));
    meta.published =
        meta.published.or_else(|| attr(page, "article time[datetime]", "datetime")).or_else(|| attr(page, "time[datetime]", "datetime"));
    meta.title =
        meta.title.or_else(|| one_line(&page.select("title").first().text())).map(|title| without_outlet(title, meta.outlet.as_deref()));
    meta.byline = meta.byline.filter(|b| !b.starts_with("http")).map(|b| b.strip_prefix("By ").map(str::to_owned).unwrap_or(b));
    meta
}

/// A meta tag by its `name`, `property` or `itemprop`.
fn tag(page: &Document, name: &str) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|key| attr(page, &format!("meta[{key}=\"{name}\"]"), "content"))
}

fn attr(page: &Document, selector: &str, name: &str) -> Option<String> {
    page.try_select(selector)?.iter().find_map(|found| one_line(&found.attr(name)?))
}

/// White space made single spaces; `None` if nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    let line = squeeze(text);
    (!line.is_empty()).then_some(line)
}

/// "Title | Outlet" and "Title - Outlet" without the outlet.
fn without_outlet(title: String, outlet: Option<&str>) -> String {
    let cut = [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{b7} "].iter().find_map(|mark| {
        let (before, after) = title.rsplit_once(mark)?;
        let named = outlet.is_some_and(|o| after.eq_ignore_ascii_case(o) || o.to_lowercase().contains(&after.to_lowercase()));
        (named || *mark == " | " && after.split(' ').count() <= 4).then(|| before.trim().to_owned())
    });
    cut.filter(|t| !t.is_empty()).unwrap_or(title)
}

/// The first news article among the page's JSON-LD.
fn json_ld(page: &Document) -> PageMeta {
    let scripts = page.select("script[type=\"application/ld+json\"]");
    let parsed: Vec<Value> = scripts.iter().filter_map(|s| serde_json::from_str(s.text().trim()).ok()).collect();
    let Some(article) = parsed.iter().find_map(|value| find_article(value, 0)) else { return PageMeta::default() };
    PageMeta {
        title: article.get("headline").and_then(text),
        published: article.get("datePublished").and_then(text),
        outlet: article.get("publisher").and_then(name),
        byline: article.get("author").and_then(name),
        url: article.get("url").or_else(|| article.get("mainEntityOfPage")).and_then(link),
    }
}

/// An object whose type is an article, also inside `@graph` and lists.
fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find_article(item, depth + 1)),
        Value::Object(fields) => {
            let is_article =
                |kind: &Value| kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("BlogPosting") || k == "Report");
            let kind = fields.get("@type");
            let found = kind.is_some_and(|k| is_article(k) || k.as_array().is_some_and(|kinds| kinds.iter().any(is_article)));
            if found { Some(value) } else { fields.get("@graph").and_then(|graph| find_article(graph, depth + 1)) }
        }
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    // Some outlets escape markup inside JSON; it is text only without it.
    let plain = value.as_str()?.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"").replace("&#x27;", "'");
    one_line(&plain)
}

fn link(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get("@id")?.as_str()).and_then(one_line).filter(|url| url.starts_with("http"))
}

/// The name of a person or body; several are listed.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(value),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(|item| if item.is_array() { None } else { name(item) }).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(fields) => fields.get("name").and_then(name),
        _ => None,
    }
}
