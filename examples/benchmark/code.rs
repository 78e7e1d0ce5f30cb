//! Blocks of code to colour, about 700 bytes each, in the four languages handbooks show most.

use crate::words::{Writer, capital};

/// The `number`th block: the languages take turns.
pub fn block(number: usize, writer: &mut Writer<'_>) -> String {
    let (language, lines) = match number % 4 {
        0 => ("yaml", yaml(writer)),
        1 => ("json", json(writer)),
        2 => ("rust", rust(writer)),
        _ => ("python", python(writer)),
    };
    format!("```{language}\n{}\n```", lines.join("\n"))
}

fn yaml(writer: &mut Writer<'_>) -> Vec<String> {
    let mut lines = vec![format!("# {}", writer.phrase(6))];
    for _ in 0..6 {
        lines.push(format!("{}:", writer.word()));
        lines.push(format!("  {}: \"{}\"", writer.word(), writer.phrase(4)));
        lines.push(format!("  {}: {}", writer.word(), writer.chance.below(999)));
        lines.push(format!("  list: [{}, true, null]", writer.word()));
    }
    lines
}

fn json(writer: &mut Writer<'_>) -> Vec<String> {
    let mut lines = vec!["{".to_owned()];
    for part in 0..4 {
        lines.push(format!("  \"{}\": {{", writer.word()));
        lines.push(format!("    \"name\": \"{}\",", writer.phrase(3)));
        lines.push(format!(
            "    \"weight\": {}, \"on\": {},",
            writer.chance.below(1000),
            writer.chance.percent(50)
        ));
        lines.push(format!("    \"tags\": [\"{}\", \"{}\"]", writer.word(), writer.word()));
        lines.push(if part < 3 { "  }," } else { "  }" }.to_owned());
    }
    lines.push("}".to_owned());
    lines
}

fn rust(writer: &mut Writer<'_>) -> Vec<String> {
    let mut lines = vec!["use std::collections::BTreeMap;".to_owned(), String::new()];
    lines.push(format!("/// {}", writer.phrase(8)));
    lines.push(format!("pub struct {} {{", capital(writer.word())));
    for _ in 0..4 {
        lines.push(format!("    pub {}: Option<String>,", writer.word()));
    }
    lines.push("}".to_owned());
    for _ in 0..3 {
        lines.push(format!("pub fn {}(text: &str, n: usize) -> Result<u64, String> {{", writer.word()));
        lines.push(format!(
            "    let {} = text.len() * {}; // {}",
            writer.word(),
            writer.chance.below(99),
            writer.phrase(4)
        ));
        lines.push(format!("    if n == 0 {{ return Err(\"{}\".to_string()); }}", writer.phrase(3)));
        lines.push("    Ok(n as u64)".to_owned());
        lines.push("}".to_owned());
    }
    lines
}

fn python(writer: &mut Writer<'_>) -> Vec<String> {
    let mut lines = vec!["import json".to_owned(), "from pathlib import Path".to_owned(), String::new()];
    lines.push(format!("class {}:", capital(writer.word())));
    lines.push(format!("    \"\"\"{}\"\"\"", writer.phrase(8)));
    for _ in 0..4 {
        lines.push(format!("    def {}(self, x: int = {}) -> str:", writer.word(), writer.chance.below(99)));
        lines.push(format!("        # {}", writer.phrase(5)));
        lines.push(format!(
            "        y = [i ** 2 for i in range(x) if i % {} == 0]",
            2 + writer.chance.below(7)
        ));
        lines.push(format!("        return json.dumps(y) + \"{}\"", writer.word()));
    }
    lines
}
