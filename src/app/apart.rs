//! Reads what may abort its reader in a process of its own: the program calls itself, and an abort there is a message
//! here.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::exchange::table_file::{Book, FileFault, limits, xls};

/// The command, unknown to people, by which the program calls itself.
pub const READ_XLS: &str = "read-xls";

/// Reads an .xls file in a process of its own, which is ended if it takes too long.
///
/// # Errors
/// What the other process says, or [`FileFault::ReaderFailed`] if it says nothing.
pub fn read_xls(bytes: &[u8]) -> Result<Book, FileFault> {
    let mut child = start().map_err(|error| failed(&error))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(mut input), Some(mut output)) = (input, output) else { return Err(FileFault::ReaderFailed) };
    let (sender, answers) = channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut answer = String::new();
            let read = output.read_to_string(&mut answer);
            // Whoever has stopped waiting has ended the process.
            let _ = sender.send(read.map(|_| answer));
        });
        // A process that broke off reads no more; its answer tells.
        let _ = input.write_all(bytes);
        drop(input);
        let answer = answers.recv_timeout(Duration::from_secs(limits::SECONDS_APART));
        end(&mut child);
        match answer {
            Ok(Ok(answer)) => ron::from_str(&answer).unwrap_or(Err(FileFault::ReaderFailed)),
            Ok(Err(_)) | Err(_) => Err(FileFault::ReaderFailed),
        }
    })
}

/// What the other process does: reads a file from `input` and says what it holds.
///
/// # Errors
/// When the answer cannot be written.
pub fn answer(input: &mut impl std::io::Read, output: &mut impl std::io::Write) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    input.take(limits::FILE_BYTES as u64).read_to_end(&mut bytes)?;
    let answer = ron::to_string(&xls::read(&bytes)).map_err(std::io::Error::other)?;
    output.write_all(answer.as_bytes())
}

fn start() -> std::io::Result<Child> {
    let program = std::env::current_exe()?;
    let mut command = limited(&program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// The shell sets a limit to memory, in kilobytes, which a program cannot do by itself.
#[cfg(unix)]
fn limited(program: &std::path::Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 700000; exec \"$0\" \"$1\""]).arg(program).arg(READ_XLS);
    command
}

#[cfg(not(unix))]
fn limited(program: &std::path::Path) -> Command {
    let mut command = Command::new(program);
    command.arg(READ_XLS);
    command
}

fn end(child: &mut Child) {
    // It has ended by itself unless it hangs.
    let _ = child.kill();
    let _ = child.wait();
}

fn failed(error: &std::io::Error) -> FileFault {
    tracing::error!(%error, "the reader of old spreadsheets cannot start");
    FileFault::ReaderFailed
}
