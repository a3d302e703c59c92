//! The desk in NeXosim: one model that schedules its own events, on the executor of one thread. One model and no messages between
//! models is the quickest way to put it there. What a case has left stays with it when it is put down; its end is cancelled.

use crate::tally::{CLASSES, PEOPLE, PER_HOUR, RUN_MINUTES, Run, SERVICE_MINUTES};
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::QuerySource;
use nexosim::simulation::{EventKey, Mailbox, SimInit, SimulationError};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::ops::Range;
use std::time::{Duration, Instant};

/// Plays the desk with each of those seeds, and the seconds that it took.
pub fn play(seeds: Range<u64>) -> Result<(Vec<Run>, f64), SimulationError> {
    let begun = Instant::now();
    let played: Result<Vec<Run>, SimulationError> = seeds.map(play_one).collect();
    Ok((played?, begun.elapsed().as_secs_f64()))
}

fn play_one(seed: u64) -> Result<Run, SimulationError> {
    let mailbox = Mailbox::new();
    let mut bench = SimInit::with_num_threads(1);
    let told = QuerySource::new()
        .connect(Desk::told, &mailbox)
        .register(&mut bench);
    let mut simulation = bench
        .add_model(Desk::new(seed), mailbox, "desk")
        .init(MonotonicTime::EPOCH)?;
    simulation.step_until(minutes(RUN_MINUTES))?;
    let [incidents, times @ ..] = simulation.process_query(&told, ())?;
    let mut run = Run {
        incidents: incidents.1,
        ..Run::default()
    };
    run.times.copy_from_slice(&times);
    Ok(run)
}

fn minutes(minutes: f64) -> Duration {
    Duration::from_secs_f64(minutes * 60.0)
}

/// A case that is open.
#[derive(Serialize, Deserialize)]
struct Case {
    class: usize,
    /// Minutes of the run.
    opened: f64,
    /// Minutes that it takes yet, as of when somebody last took it up or put it down.
    left: f64,
}

/// A case that somebody is at.
#[derive(Serialize, Deserialize)]
struct Served {
    case: Case,
    since: f64,
    end: EventKey,
}

/// People and the cases that they serve; the rest waits by class.
#[derive(Serialize, Deserialize)]
struct Desk {
    draws: Draws,
    people: [Option<Served>; PEOPLE],
    waiting: [VecDeque<Case>; CLASSES],
    incidents: u64,
    #[serde(skip)]
    told: Run,
}

#[Model]
impl Desk {
    fn new(seed: u64) -> Desk {
        Desk {
            draws: Draws(seed),
            people: Default::default(),
            waiting: Default::default(),
            incidents: 0,
            told: Run::default(),
        }
    }

    /// Incidents, and minutes and incidents by class: replier.
    async fn told(&mut self) -> [(f64, u64); CLASSES + 1] {
        let [a, b, c, d] = self.told.times;
        [(0.0, self.incidents), a, b, c, d]
    }

    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        for class in 0..CLASSES {
            self.await_next(class, cx);
        }
    }

    fn await_next(&mut self, class: usize, cx: &Context<Self>) {
        let gap = self.draws.exponential(60.0 / PER_HOUR[class]);
        cx.schedule_event(minutes(gap), schedulable!(Self::open), class)
            .expect("a time to come");
    }

    /// A case of a class opens.
    #[nexosim(schedulable)]
    fn open(&mut self, class: usize, cx: &Context<Self>) {
        self.await_next(class, cx);
        self.incidents += 1;
        let case = Case {
            class,
            opened: now(cx),
            left: self.draws.exponential(SERVICE_MINUTES),
        };
        if let Some(person) = self.people.iter().position(Option::is_none) {
            self.take_up(person, case, cx);
        } else if let Some(person) = self.lowest_below(class) {
            self.put_down(person, cx);
            self.take_up(person, case, cx);
        } else {
            self.waiting[class].push_back(case);
        }
    }

    /// Who is at the lowest class below that one, of several the one whose case is the newest.
    fn lowest_below(&self, class: usize) -> Option<usize> {
        let below = self
            .people
            .iter()
            .enumerate()
            .filter_map(|(person, served)| {
                let case = &served.as_ref()?.case;
                (case.class > class).then_some((case.class, case.opened, person))
            });
        let lowest = below.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        lowest.map(|(.., person)| person)
    }

    fn take_up(&mut self, person: usize, case: Case, cx: &Context<Self>) {
        let end = cx
            .schedule_keyed_event(minutes(case.left), schedulable!(Self::close), person)
            .expect("a time to come");
        self.people[person] = Some(Served {
            case,
            since: now(cx),
            end,
        });
    }

    fn put_down(&mut self, person: usize, cx: &Context<Self>) {
        let Some(Served {
            mut case,
            since,
            end,
        }) = self.people[person].take()
        else {
            return;
        };
        end.cancel();
        case.left -= now(cx) - since;
        // Those of its class that wait came after it.
        self.waiting[case.class].push_front(case);
    }

    /// Somebody closes their case and takes up the next.
    #[nexosim(schedulable)]
    fn close(&mut self, person: usize, cx: &Context<Self>) {
        if let Some(Served { case, .. }) = self.people[person].take() {
            self.told.close(case.class, case.opened, now(cx));
        }
        if let Some(next) = self.waiting.iter_mut().find_map(VecDeque::pop_front) {
            self.take_up(person, next, cx);
        }
    }
}

/// Minutes of the run.
fn now(cx: &Context<Desk>) -> f64 {
    cx.time().duration_since(MonotonicTime::EPOCH).as_secs_f64() / 60.0
}

/// SplitMix64: as quick as a source of chance can be.
#[derive(Serialize, Deserialize)]
struct Draws(u64);

impl Draws {
    fn exponential(&mut self, mean: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        // From the open interval, so that no time is null.
        -mean * (((bits >> 11) as f64 + 0.5) / (1_u64 << 53) as f64).ln()
    }
}
