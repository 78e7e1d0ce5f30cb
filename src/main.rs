//! The program: three lines around the library.

/// Rendering makes and drops many small texts from several threads, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    throughline::cli::run(std::env::args_os())
}
