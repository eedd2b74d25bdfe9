//! `tvmd man` and `tvmd completions`: what a shell and `man` want to know of the command line, made from its definition.

use crate::{Failure, output};
use clap::Command;
use clap_complete::Shell;
use tvmd_core::names;

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// For this shell.
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// The page of this command; without it, that of `tvmd` itself.
    command: Option<String>,
}

impl Completions {
    pub(crate) fn run(&self, mut tvmd: Command) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut tvmd, "tvmd", &mut script);
        output::bytes(&script)
    }
}

impl Man {
    pub(crate) fn run(&self, mut tvmd: Command) -> Result<(), Failure> {
        tvmd.build();
        let page = match &self.command {
            None => tvmd,
            Some(name) => {
                let unknown =
                    || names::unknown("command", name, tvmd.get_subcommands().map(Command::get_name));
                tvmd.find_subcommand(name).cloned().ok_or_else(|| Failure::Input(unknown()))?
            }
        };
        let mut text = Vec::new();
        let rendered = clap_mangen::Man::new(page).render(&mut text);
        rendered.map_err(|error| Failure::Input(error.to_string()))?;
        output::bytes(&text)
    }
}
