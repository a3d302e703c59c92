//! As written: Conditions and effects: total and typed, no scripts.

use super::{List, Who};
use crate::scenario::at::At;
use crate::scenario::delegation::AreaKind;
use crate::scenario::numbers::{
    Amount, MinuteOfDayText as Clock, Minutes, PersonMinutes, Points, Share, Standing, Whole, Word,
};
use crate::scenario::rules::{Line, Verb, Weekday};
use serde::Deserialize;

/// Declares what may be written at a place, each variant with an example about the small scenario of the tests: one that has no
/// example does not compile, and one whose example does not read as a sentence fails a test.
macro_rules! with_examples {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $(($($field:ty),*))? = $example:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug, Deserialize)]
        pub(in crate::scenario) enum $name { $($variant $(($($field),*))?,)* }

        impl $name {
            /// Every variant's name with an example.
            #[cfg(test)]
            pub(in crate::scenario) const EXAMPLES: &[(&str, &str)] = &[$((stringify!($variant), $example)),*];
        }
    };
}

with_examples! {
    /// What must hold.
    Condition {
        Minute(At<Minutes>) = "Minute(30)",
        Between(At<Clock>, At<Clock>) = r#"Between("22:00", "06:00")"#,
        Weekday(At<Word<Weekday>>) = r#"Weekday("sunday")"#,
        Below(At<String>, At<Share>) = r#"Below("checkout", 0.2)"#,
        CustomersHurt = "CustomersHurt",
        MinutesSinceFirstAlert(At<Minutes>) = "MinutesSinceFirstAlert(4)",
        Declared(At<Whole<1, 5>>) = "Declared(2)",
        IncidentsOpen(At<Whole<1, 1000>>) = "IncidentsOpen(2)",
        IncidentOpenFor(At<Minutes>) = "IncidentOpenFor(20)",
        MinutesSinceMitigation(At<Minutes>) = "MinutesSinceMitigation(3)",
        Found(At<String>, At<String>) = r#"Found("queries", "all-wait")"#,
        Believed(At<String>, At<Share>) = r#"Believed("disk", 0.5)"#,
        Applied(At<String>) = r#"Applied("fail-over")"#,
        Chosen(At<String>, At<String>) = r#"Chosen("fail-over-now", "wait")"#,
        Answered(At<String>, At<Word<Verb>>) = r#"Answered("how-long", "agree")"#,
        PromiseKept(At<String>) = r#"PromiseKept("how-long")"#,
        PromiseBroken(At<String>) = r#"PromiseBroken("how-long")"#,
        TrustBelow(At<String>, At<Standing>) = r#"TrustBelow("cto", 40)"#,
        TrustAbove(At<String>, At<Standing>) = r#"TrustAbove("cto", 80)"#,
        MoraleBelow(At<Who>, At<Standing>) = r#"MoraleBelow(Team("shop"), 45.5)"#,
        BudgetSpent(At<String>, At<Share>) = r#"BudgetSpent("checkout", 0.75)"#,
        CostAbove(At<Amount>) = "CostAbove(12500)",
        Done(At<String>) = r#"Done("search")"#,
        LeverAtLeast(At<String>, At<Whole<-1_000_000, 1_000_000>>) = r#"LeverAtLeast("pages", 200)"#,
        Delivered(At<String>) = r#"Delivered("disk-maker")"#,
        Notified(At<String>) = r#"Notified("report-loss")"#,
        Delegated(At<Word<AreaKind>>) = r#"Delegated("incidents")"#,
        ShiftOver(At<String>) = r#"ShiftOver("ada")"#,
        All(At<List<Condition>>) = "All([Minute(3), Any([Minute(4), Declared(1)])])",
        Any(At<List<Condition>>) = "Any([CustomersHurt, Minute(4)])",
        Not(Box<At<Condition>>) = "Not(CustomersHurt)",
    }
}

with_examples! {
    /// What happens.
    Effect {
        Trust(At<String>, At<Points>) = r#"Trust("cto", -4)"#,
        Morale(At<Who>, At<Points>) = "Morale(OnDuty, 1)",
        Spend(At<Line>, At<Amount>) = "Spend(breach, 40000)",
        Approve(At<String>) = r#"Approve("fail-over")"#,
        MoreWork(At<String>, At<PersonMinutes>) = r#"MoreWork("search", 30)"#,
        LessWork(At<String>, At<PersonMinutes>) = r#"LessWork("search", 12.5)"#,
        Interrupt(At<Whole<0, 3600>>) = "Interrupt(60)",
        EndExposure = "EndExposure",
        ColdCache(At<String>) = r#"ColdCache("checkout")"#,
        Relapse(At<String>) = r#"Relapse("slow-orders")"#,
        Strike(At<String>) = r#"Strike("slow-orders")"#,
        Mend(At<String>, At<Share>) = r#"Mend("slow-orders", 0.5)"#,
        SetLever(At<String>, At<Whole<-1_000_000, 1_000_000>>) = r#"SetLever("pages", 200)"#,
        Send(At<String>) = r#"Send("how-long")"#,
        Ask(At<String>) = r#"Ask("fail-over-now")"#,
        StartClock(At<String>) = r#"StartClock("report-loss")"#,
        Clocks(At<String>, At<Whole<-720, 840>>) = r#"Clocks("leeds", 0)"#,
        Later(At<Whole<0, 65_535>>, At<List<Effect>>) = "Later(20, [Interrupt(60), EndExposure])",
        Chance(At<Share>, At<List<Effect>>) = "Chance(0.5, [EndExposure])",
    }
}
