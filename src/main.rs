//! The program: three lines around the library.

fn main() -> std::process::ExitCode {
    throughline::cli::run(std::env::args_os())
}
