//! What the library says: of auctions from the literature and by hand, of random ones against a naive implementation, of the paper; each
//! check beside a wrong version that it refutes.

/// Blocks, as users write them.
pub mod accepted;
mod by_hand;
mod catalogue;
mod certificates;
mod ledger;
mod mutations;
mod optima;
mod properties;
mod robust;
mod statements;
