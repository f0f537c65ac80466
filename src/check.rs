//! Compares results with expected files.
