//! Spreadsheets' exports beside the pages → what they say: counts and sessions, read once for as long as a file stays the same.

use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::diagnostic::{Checked, Diagnostic, Name, Place};
use crate::memo::Memo;
use crate::model::{Export, ExportKind, Inventory};
use crate::parse::config::Settings;
use crate::parse::{self, Document, export};
use crate::source::{Asset, Sources};

/// Spreadsheets' exports that were read, by file, digest, what they are expected to hold, and how days are written in them.
pub type Exports = Memo<(Arc<str>, blake3::Hash, ExportKind, Option<Arc<str>>), Arc<ReadExport>>;

/// What an export says, and what does not hold in it.
#[derive(Debug)]
pub struct ReadExport {
    export: Arc<Export>,
    findings: Vec<Diagnostic>,
}

/// The files beside the pages, and what those of them say that are data of their page.
pub fn inventory(
    sources: &Sources,
    settings: &Settings,
    documents: &[Document],
    memory: &Exports,
) -> Checked<Inventory> {
    let days = settings.config.date_format.as_ref().map(|format| &format.value);
    let mut findings = Vec::new();
    let mut inventory = Inventory::new(sources.assets.keys().cloned());
    for (path, (kind, draft)) in inventory.named_exports(documents) {
        let Some(asset) = sources.assets.get(&path) else { continue };
        let read = exported(asset, kind, days, memory);
        findings.extend(read.findings.iter().cloned().map(|mut finding| {
            if draft {
                finding.severity = Severity::Advice;
            }
            finding
        }));
        inventory.put(path, read.export.clone());
    }
    Checked { value: inventory, findings }
}

/// What the export `asset` says; nothing, where it cannot be read or is too large.
fn exported(asset: &Asset, kind: ExportKind, days: Option<&Arc<str>>, memory: &Exports) -> Arc<ReadExport> {
    let most = match kind {
        ExportKind::Counts => export::LARGEST,
        ExportKind::Sessions => crate::source::LARGEST_EXPORT,
    };
    let read = |bytes: &[u8]| match kind {
        ExportKind::Counts => parse::counts::read(&asset.file, bytes).map(Export::Counts),
        ExportKind::Sessions => {
            parse::sessions::read(&asset.file, bytes, days.map(|format| &**format)).map(Export::Sessions)
        }
    };
    let kept = |Checked { value, findings }| Arc::new(ReadExport { export: Arc::new(value), findings });
    // What nothing says is what an export of no bytes does, without the finding about that.
    let nothing = |finding| kept(Checked { value: read(&[]).value, findings: vec![finding] });
    if asset.stamp.size > most as u64 {
        return nothing(export::too_large(&asset.file, most));
    }
    let remembered = asset.digest().and_then(|(digest, bytes)| {
        let key = (asset.file.clone(), digest, kind, days.cloned());
        memory.try_get(&key, || Ok(kept(read(&bytes.map_or_else(|| asset.bytes(), Ok)?))))
    });
    remembered.unwrap_or_else(|failure| {
        let cause = failure.cause.map_or_else(String::new, |cause| format!(": {cause}"));
        nothing(
            Diagnostic::new(
                Name::UnreadableFile,
                Place::file(&asset.file),
                format!("this export cannot be read{cause}"),
            )
            .mend("look at its permissions"),
        )
    })
}
