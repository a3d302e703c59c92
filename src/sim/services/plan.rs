//! The service map laid out for the load model: computed once, shared by every clone, never changed.

use super::{demand, redundancy};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{MEMBERS_MOST, REQUESTS_MOST, Rules, Service};

/// Services that some members of a redundant group share and others do not: the outcomes of so many are taken one by one; what
/// exceeds them is taken as if every member had its own.
const SHARED_MOST: usize = 6;

/// The service map, laid out.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Every callee before its callers.
    pub callees_first: Vec<u16>,
    pub nodes: Vec<Node>,
    /// All calls; a node's own stand together.
    pub calls: Vec<Call>,
    pub links: Vec<Link>,
    pub groups: Vec<Group>,
    /// Requests a minute that reach each service while nothing is wrong and no curve moves demand.
    pub usual: Vec<u32>,
    /// Services whose SLO may watch more than their availability.
    pub indicated: Vec<u16>,
    /// Flat: service, other; whether the one is the other or calls it, directly or through others.
    pub depends: Vec<bool>,
}

/// A service.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its calls.
    pub calls: Span,
    /// What it cannot do without, directly or through others, each once (§B4): without a cache, redundancy or patience between.
    pub needs: Span,
    pub groups: Span,
    /// Somebody's next minute depends on how it does in this one: whoever retries, fails over, or fills a cache from it.
    pub heard: bool,
    /// Share of good requests while nothing is wrong: that of enough copies.
    pub healthy: f64,
    /// Its timeout in mean service times.
    pub patience: f64,
    /// The factors of its curves of a day, in their order.
    pub days: Vec<demand::Day>,
}

/// A part of an array: from, until.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span(u32, u32);

impl Span {
    pub(super) fn is_empty(self) -> bool {
        self.0 == self.1
    }

    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

/// Calls from a service to another.
#[derive(Debug)]
pub(crate) struct Call {
    pub callee: u16,
    /// Calls that a request makes.
    pub per_request: f64,
    pub kind: CallKind,
    /// The caller's cache stands in front of it.
    pub cached: bool,
    /// What the callee needs beyond what the caller needs anyway, the callee itself included.
    pub needs: Span,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum CallKind {
    /// Fails with it.
    Hard,
    /// Loses this share of quality with it.
    Soft(f64),
    /// One of a redundant group: the share of its calls that goes to this one while all of it works.
    Member(f64),
}

/// A service that is needed, and the call by which: the caller's retries make up for some of its failures.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Link {
    pub service: u16,
    pub call: u32,
}

/// Interchangeable services of which some have to work.
#[derive(Debug)]
pub(crate) struct Group {
    pub need: usize,
    /// The calls to its members.
    pub calls: Span,
    /// What every member needs.
    pub common: Span,
    /// What two members or more need, and not all.
    pub shared: Span,
    /// By member: what only it needs, and which of `shared` it needs, a bit each.
    pub members: Vec<(Span, u16)>,
}

impl Plan {
    pub(crate) fn of(rules: &Rules) -> Plan {
        let order = callees_first(rules);
        let mut plan = Plan {
            callees_first: order.iter().map(|service| service.0).collect(),
            nodes: Vec::new(),
            calls: Vec::new(),
            links: Vec::new(),
            groups: Vec::new(),
            usual: Vec::new(),
            indicated: (0..)
                .zip(&rules.services)
                .filter(|(_, rule)| !rule.indicators.is_empty())
                .map(|(index, _)| index)
                .collect(),
            depends: vec![false; order.len() * order.len()],
        };
        plan.lay_dependence(rules);
        for rule in &rules.services {
            let from = plan.calls.len();
            plan.lay_calls(rule);
            let span = |from: usize, until: usize| Span(from as u32, until as u32);
            plan.nodes.push(Node {
                calls: span(from, plan.calls.len()),
                needs: Span(0, 0),
                groups: Span(0, 0),
                heard: rule.client_attempts > 1,
                healthy: healthy(rule),
                patience: patience(rule),
                days: demand::days(rule),
            });
        }
        for (rule, index) in rules.services.iter().zip(0..) {
            let calls: &Vec<Call> = &plan.calls;
            let heard = plan.nodes[index].calls.range().filter(|&call| {
                let listens = matches!(calls[call].kind, CallKind::Member(_));
                listens || calls[call].cached || rule.retries.attempts > 1
            });
            let heard: Vec<usize> = heard.map(|call| usize::from(calls[call].callee)).collect();
            for callee in heard {
                plan.nodes[callee].heard = true;
            }
        }
        for service in order {
            plan.lay_needs(service.at(), &rules.services[service.at()]);
        }
        plan.usual = plan.usual_requests(rules);
        plan
    }

    fn lay_dependence(&mut self, rules: &Rules) {
        let count = rules.services.len();
        for place in 0..count {
            let caller = ServiceId(self.callees_first[place]);
            self.depends[caller.at() * count + caller.at()] = true;
            for callee in callees(rules, caller) {
                for other in 0..count {
                    let through = self.depends[callee.at() * count + other];
                    self.depends[caller.at() * count + other] |= through;
                }
            }
        }
    }

    fn lay_calls(&mut self, rule: &Service) {
        let mut lay = |callee: ServiceId, kind: CallKind| {
            let written = rule.calls.iter().find(|(to, _)| *to == callee);
            self.calls.push(Call {
                callee: callee.0,
                per_request: written.map_or(1.0, |(_, milli)| f64::from(*milli) / 1000.0),
                kind,
                cached: rule.cache.as_ref().is_some_and(|cache| cache.of == callee),
                needs: Span(0, 0),
            });
        };
        for &callee in &rule.hard {
            lay(callee, CallKind::Hard);
        }
        for (callee, weight) in &rule.soft {
            lay(*callee, CallKind::Soft(weight.ratio()));
        }
        for group in &rule.redundant {
            let even = f64::from(group.need) / group.of.len() as f64;
            for &callee in &group.of {
                lay(callee, CallKind::Member(even));
            }
        }
    }

    /// What a service needs. That of its callees is laid already.
    fn lay_needs(&mut self, index: usize, rule: &Service) {
        let calls = self.nodes[index].calls.range();
        let mut needs: Vec<Link> = Vec::new();
        for call in calls.clone() {
            if self.calls[call].kind == CallKind::Hard && !self.calls[call].cached {
                unite(&mut needs, &self.whole(call));
            }
        }
        for call in calls.clone() {
            let beyond: Vec<Link> = without(&self.whole(call), &needs);
            self.calls[call].needs = self.lay(&beyond);
        }
        let first_group = self.groups.len() as u32;
        let mut from = calls.start + rule.hard.len() + rule.soft.len();
        for group in &rule.redundant {
            let calls = from..from + group.of.len();
            from = calls.end;
            self.lay_group(usize::from(group.need), calls);
        }
        self.nodes[index].groups = Span(first_group, self.groups.len() as u32);
        self.nodes[index].needs = self.lay(&needs);
    }

    fn lay_group(&mut self, need: usize, calls: std::ops::Range<usize>) {
        let members: Vec<Vec<Link>> = calls
            .clone()
            .map(|call| self.links[self.calls[call].needs.range()].to_vec())
            .collect();
        let needed_by = |link: &Link| {
            let of = |member: &&Vec<Link>| member.iter().any(|one| one.service == link.service);
            members.iter().filter(of).count()
        };
        let mut all: Vec<Link> = Vec::new();
        members.iter().for_each(|member| unite(&mut all, member));
        let pick = |wanted: &dyn Fn(usize) -> bool| -> Vec<Link> {
            let picked = all.iter().filter(|link| wanted(needed_by(link)));
            picked.copied().collect()
        };
        let common = pick(&|count| count == members.len() && count > 1);
        let mut shared = pick(&|count| count > 1 && count < members.len());
        shared.truncate(SHARED_MOST);
        let laid = members.iter().map(|member| {
            let own = without(&without(member, &common), &shared);
            let bit = |(at, link): (usize, &Link)| {
                let needs = member.iter().any(|one| one.service == link.service);
                u16::from(needs) << at
            };
            let mask = shared.iter().enumerate().map(bit).sum();
            (own, mask)
        });
        let laid: Vec<(Vec<Link>, u16)> = laid.collect();
        let group = Group {
            need,
            calls: Span(calls.start as u32, calls.end as u32),
            common: self.lay(&common),
            shared: self.lay(&shared),
            members: laid
                .iter()
                .map(|(own, mask)| (self.lay(own), *mask))
                .collect(),
        };
        self.groups.push(group);
    }

    /// A callee and all that it needs.
    fn whole(&self, call: usize) -> Vec<Link> {
        let callee = self.calls[call].callee;
        let own = Link {
            service: callee,
            call: call as u32,
        };
        let needs = self.nodes[usize::from(callee)].needs.range();
        std::iter::once(own)
            .chain(self.links[needs].iter().copied())
            .collect()
    }

    fn lay(&mut self, links: &[Link]) -> Span {
        let from = self.links.len() as u32;
        self.links.extend_from_slice(links);
        Span(from, self.links.len() as u32)
    }

    fn usual_requests(&self, rules: &Rules) -> Vec<u32> {
        let own = rules.services.iter();
        let mut requests: Vec<f64> = own
            .map(|service| f64::from(service.demand_per_minute))
            .collect();
        for &caller in self.callees_first.iter().rev() {
            let caller = usize::from(caller);
            requests[caller] = libm::round(requests[caller]);
            for call in &self.calls[self.nodes[caller].calls.range()] {
                let hit = rules.services[caller].cache.as_ref();
                let missed = hit
                    .filter(|_| call.cached)
                    .map_or(1.0, |cache| cache.hit.rest().ratio());
                let picked = match call.kind {
                    CallKind::Member(even) => even,
                    _ => 1.0,
                };
                requests[usize::from(call.callee)] +=
                    requests[caller] * call.per_request * missed * picked;
            }
        }
        let most = f64::from(REQUESTS_MOST);
        requests
            .iter()
            .map(|requests| requests.min(most) as u32)
            .collect()
    }
}

/// The services, every callee before its callers. The loader refuses cycles (`BC0403`).
fn callees_first(rules: &Rules) -> Vec<ServiceId> {
    let count = rules.services.len();
    let mut order: Vec<ServiceId> = Vec::with_capacity(count);
    let mut placed = vec![false; count];
    for _ in 0..count {
        for service in (0..count).map(|index| ServiceId(index as u16)) {
            let ready =
                !placed[service.at()] && callees(rules, service).all(|callee| placed[callee.at()]);
            if ready {
                placed[service.at()] = true;
                order.push(service);
            }
        }
    }
    order
}

/// Whom a service calls: hard dependencies, soft ones, redundant ones.
pub(crate) fn callees(rules: &Rules, service: ServiceId) -> impl Iterator<Item = ServiceId> {
    let service = &rules.services[service.at()];
    let redundant = service.redundant.iter().flat_map(|group| &group.of);
    (service.hard.iter().copied())
        .chain(service.soft.iter().map(|(callee, _)| *callee))
        .chain(redundant.copied())
}

/// The timeout of a service in mean service times, while nothing is wrong.
pub(super) fn patience(rule: &Service) -> f64 {
    f64::from(rule.timeout_ms) / f64::from(rule.latency_ms)
}

fn healthy(rule: &Service) -> f64 {
    let (need, of) = rule.copies;
    let copies = [rule.healthy.ratio(); MEMBERS_MOST];
    redundancy::at_least(
        usize::from(need),
        &copies[..usize::from(of).min(copies.len())],
    )
}

fn unite(all: &mut Vec<Link>, more: &[Link]) {
    for link in more {
        if all.iter().all(|known| known.service != link.service) {
            all.push(*link);
        }
    }
}

fn without(links: &[Link], known: &[Link]) -> Vec<Link> {
    let new = |link: &&Link| known.iter().all(|known| known.service != link.service);
    links.iter().filter(new).copied().collect()
}
