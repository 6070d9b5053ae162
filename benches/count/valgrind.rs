//! Instructions of an act, counted by valgrind.

use std::env;
use std::process::Command;

/// The instructions of an act: those of a process that does it three times without those of one that
/// does it once, divided, so that neither the start nor what is made once for all counts. Nothing where
/// there is no valgrind.
pub fn instructions(act: &str) -> Option<u64> {
    let of_process = |times: &str| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        command.arg(env::current_exe().ok()?).args(["--act", act, times]);
        let done = command.output().ok()?;
        collected(&String::from_utf8_lossy(&done.stderr))
    };
    Some((of_process("3")? - of_process("1")?) / 2)
}

/// The figure of the line `==7== Collected : 12345`.
fn collected(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}
