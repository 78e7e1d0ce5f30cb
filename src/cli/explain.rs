//! `throughline explain NAME`: what a check means.

use clap::Args;

use super::{End, Ended, output};
use crate::check;
use crate::diagnostic::{Name, suggest};
use crate::failure::Failure;

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The check's name, as it stands in brackets behind a finding. Without one, all are listed.
    name: Option<String>,
}

/// Explains a check.
pub fn run(options: &Options) -> Ended {
    let Some(written) = &options.name else {
        let widest = Name::ALL.iter().map(|name| name.as_str().len()).max().unwrap_or(0);
        let mut list = String::new();
        for name in Name::ALL {
            list.push_str(&format!(
                "{:widest$}  {:7}  {}\n",
                name.as_str(),
                name.severity().as_str(),
                check::summary(*name)
            ));
        }
        output::data(&list)?;
        return Ok(End::Fine);
    };
    let Some(name) = Name::find(written) else {
        let near = suggest::nearest(written, Name::ALL.iter().map(|name| name.as_str()));
        let advice = near.map_or_else(
            || "`throughline explain` lists all of them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::plain(format!("find a check called `{written}`")).advise(advice));
    };
    output::data(&format!(
        "# {name} ({severity})\n\n{text}\n",
        name = name.as_str(),
        severity = name.severity().as_str(),
        text = check::explanation(name).trim_end()
    ))?;
    Ok(End::Fine)
}
