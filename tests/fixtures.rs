//! The project's own fixtures, compared by the same function as `onrecord check`.
#![cfg(feature = "table")]

use std::path::Path;

use onrecord::Lexicon;
use onrecord::attribute::Engine;
use onrecord::check::check;

#[test]
fn results_are_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let report = check(&folder, Lexicon::english(), Engine::Rules, false);
    let diffs: String = report.differences.iter().map(|d| d.diff.as_str()).collect();
    let failures: String = report.failures.iter().map(|e| format!("{e}\n")).collect();
    assert!(report.is_clean(), "{diffs}{failures}{}", report.count());
    assert!(report.fixtures >= 10, "{}", report.count());
}
