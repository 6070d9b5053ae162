//! An article and what became of it, as much of both as the reports of the run need.

use super::{Excerpt, Tally};
use crate::document::Document;
use crate::verdict::{Evidence, Finding, Judged, Judgement, Silenced, Verdict};

/// An article and what became of it.
#[derive(Debug, Clone)]
pub struct Article {
    /// The article.
    pub text: Excerpt,
    /// Which sources of the run it was held against.
    pub sources: Vec<usize>,
    /// How many of its claims came to what.
    pub tally: Tally,
    /// Its claims, as far as they are kept; their evidence counts in the sources of the run.
    pub claims: Vec<Judged>,
    /// What is reported; its evidence counts in the sources of the run.
    pub findings: Vec<Finding>,
    /// What was found and is not reported.
    pub silenced: Vec<Silenced>,
}

/// How much of an article its reports need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// What was found, with the lines it stands on. The claims are counted.
    Findings,
    /// Also where each claim stands, and nothing else of it.
    Places,
    /// Also the claims, with the lines they stand on.
    Claims,
    /// The whole text, and the claims that the sources support.
    Page,
}

impl Article {
    /// Keeps of an article and its judgement what `keep` asks for.
    pub fn of(
        document: Document,
        sources: Vec<usize>,
        judgement: Judgement,
        silenced: Vec<Silenced>,
        keep: Keep,
    ) -> Self {
        let Judgement { mut claims, findings } = judgement;
        let tally = Tally::of(&claims);
        let bare = |claim: Judged| {
            let (text, evidence, proof) = (String::new(), Vec::new(), Vec::new());
            Judged { text, evidence, proof, ..claim }
        };
        match keep {
            Keep::Findings => claims.clear(),
            Keep::Places => claims = claims.into_iter().map(bare).collect(),
            Keep::Claims => {}
            Keep::Page => claims.retain(|claim| claim.verdict == Verdict::Supported),
        }
        claims.shrink_to_fit();
        let text = match keep {
            Keep::Page => Excerpt::whole(document),
            Keep::Findings | Keep::Places | Keep::Claims => {
                let found = findings.iter().chain(silenced.iter().map(|s| &s.finding));
                // What was not said by a source, the article says itself.
                let own = |evidence: &[Evidence]| {
                    let own = evidence.iter().filter(|e| !sources.contains(&e.source));
                    own.map(|e| e.span).collect::<Vec<_>>()
                };
                let found = found.flat_map(|f| own(&f.evidence).into_iter().chain([f.span]));
                let said = silenced.iter().filter_map(|s| s.by.said()).map(|(span, _)| span);
                let claimed = claims.iter();
                let claimed = claimed.flat_map(|c| own(&c.evidence).into_iter().chain([c.span]));
                Excerpt::around(document, found.chain(said).chain(claimed))
            }
        };
        Article { text, sources, tally, claims, findings, silenced }
    }
}
