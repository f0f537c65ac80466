//! `onrecord claims`.

use onrecord::render::{Format, View};

use super::args::Claims;
use super::folder::Folder;
use super::{Outcome, output, work};

pub(crate) fn run(args: &Claims) -> anyhow::Result<Outcome> {
    let mut options = output::options(View::Claims, &args.common.output);
    (options.filter, options.all, options.explain) = (work::filter(&args.which), args.which.all, args.which.explain);
    match &args.out_dir {
        None => work::articles(&args.common, options, &Default::default()),
        Some(_) if args.common.output.output.is_some() => anyhow::bail!("--output is one file, --out-dir a folder: give one of them"),
        Some(folder) if options.format == Format::Brat => {
            let renderer = Folder::new(folder, options.clone());
            work::articles_into(&args.common, options, Box::new(renderer), &Default::default())
        }
        Some(_) => anyhow::bail!("--out-dir is for --format brat"),
    }
}
