### Every word of the interface, in English: a section a screen.
###
### `fl!("library-title")` finds a message; `tests/words.rs` says which are missing, unused, or want for an argument. What explains a
### word stands in `glossary.en.ron`, and what a scenario says beside the scenario.

## On several screens

level-foundation = Foundation
level-professional = Professional
level-advanced = Advanced
track-devops = DevOps
track-devsecops = DevSecOps
track-sre = SRE
track-aiops-mlops = AIOps and MLOps
track-dataops = DataOps
track-finops = FinOps
key-esc = Esc
# `Foundation · SRE`, under a scenario's title.
kind = { $level } · { $track }
kind-real-event = { $level } · { $track } · after a real event
# On the picture of a key, as are the others.
key-enter-low = enter
key-enter = Enter
mode-practice = practice
mode-assessment = assessment
mode-given-seed = given seed
aids-hints = { $count ->
        [one] { $count } hint
       *[other] { $count } hints
    }
aids-taken-back = { $count ->
        [one] taken back once
       *[other] taken back { $count } times
    }
span-min = { $minutes } min
# How many things there are of how many there may be: “1 of 3”.
of = { $items } of { $limit }
# After a name and a colon: how one talked.
talk-listen = you listen
talk-coach = you coach
talk-thank = you say thanks
talk-challenge = you ask for more
talk-goal = you agree on a goal
audience-customers = customers
audience-company = the company
spent-regular-pay = regular pay
spent-overtime = overtime
spent-contractors = contractors
spent-replacing-people = replacing people
spent-cloud = cloud
spent-credits = credits
spent-breach = a breach
spent-purchases = purchases
spent-fines = fines
spent-downstream = wrong or stale output
pace-as-before = as fast as before
pace-slower = { $percent } % slower
pace-faster = { $percent } % faster
span-hours = { $hours } h
span-days = { $days } days
day-and-clock = day { $day }, { $clock }
changes = { $count ->
        [one] one change
       *[other] { $count } changes
    }
# How far a clock is from UTC.
zone-behind = { $minutes } min behind
zone-ahead = { $minutes } min ahead
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
span-seconds = { $seconds } s
key-space = Space
date = { $day } { $month } { $year }

## Home

home-panel = home
home-go-on = go on
home-next-step = the next step of my path
home-no-scenario = There is no scenario here.
home-today = today's run · { $day }
home-last-runs = your last runs
home-verse = Lead through the outage before you have to.
home-under = You decide, people act, the world goes on. The clock stops whenever something is asked of you, and nothing is lost by thinking.
home-name = Bridgecall
home-today-best = you came to { $points } of 100 · par { $par }
home-today-new = about { $minutes } min · the same world for everybody today
home-today-spoken = today's run: { $title }, { $note }
home-library = Library
home-my-path = My path
home-progress = Progress
home-drills = Drills
home-being-scored = being scored …
home-debrief-spoken = see the debrief: { $title }, { $note }, { $way }
home-leave = Leave
home-glossary = Glossary
home-settings = Settings

## Runs that were kept

kept-left-at-of = seed { $seed } · left at minute { $minute } of { $ends }
kept-folder = Every run is kept in { $folder }
kept-left-at = seed { $seed } · left at minute { $minute }
kept-over = { $form } · seed { $seed }
kept-scenario-gone = its scenario is not here any more
kept-scenario-changed = its scenario has changed since
kept-no-marks = its scenario has no marks that fit
kept-cannot-be-played-again = its log cannot be played again
kept-changed = its log was changed
kept-came-to = { $points } of 100 · par { $par }
kept-not-scored = not scored: { $why }
kept-cannot-be-read = { $path } cannot be read: { $error }
kept-was-changed = { $path } was changed: { $difference }
kept-not-being-saved = This run is not being saved: { $path } cannot be written ({ $error })

## Library

library-title = Library
library-home = Home
library-find = find a scenario
library-count = { $found } of { $all } scenarios
library-find-hint = Press / and type a word
library-facet-level = level
library-facet-track = track
library-tutorial = Tutorial
library-after-a-real-event = After a real event
library-invented = Invented
library-facet-kind = kind
library-up-to-15-min = Up to 15 min
library-15-to-30-min = 15 to 30 min
library-over-30-min = Over 30 min
library-facet-length = length
library-played = Played
library-not-played-yet = Not played yet
library-facet-played = played
library-all = All
library-nothing = No scenario fits all of that.
library-show-all = Show all
library-minutes = about { $minutes } min
library-cannot-be-played = { $faults ->
        [one] cannot be played: { $faults } fault
       *[other] cannot be played: { $faults } faults
    }
library-way-see-why = see why
library-way-start = start here
library-way-briefing = read the briefing
library-points-best = best { $best } · par { $par }
library-points-par = par { $par }
library-points-played = played · par { $par }
library-played-before = played

## Briefing

briefing-when = { $start } UTC · { $minutes } minutes of the watch, about { $yours } of yours
briefing-title = briefing
briefing-heading = briefing · { $kind }
briefing-objectives = what is asked of you
briefing-people = who can help
briefing-stakeholders = who will ask
briefing-practice = Practice
briefing-practice-note = There are hints, and your last order can be taken back. The run notes both.
briefing-assessment = Assessment
briefing-assessment-note = No hints and no way back. You are asked how sure you are, and may leave it open.
briefing-given-seed = A given seed
briefing-given-seed-note = A seed that you know or were told, and one of its forms. Otherwise as in practice.
briefing-form = Form
briefing-back = Back
briefing-seed = Seed
briefing-start-the-watch = Start the watch
briefing-seed-drawn = seed { $seed }
briefing-draw-another = Draw another
briefing-seed-field = seed

## Settings

settings-reading = reading
settings-high-contrast = High contrast
settings-high-contrast-note = Black ground, white text and brighter lines.
settings-reduced-motion = Reduced motion
settings-reduced-motion-note = Nothing moves but the clock: traffic and people on their way stand still.
settings-clock-stops = the clock stops by itself
settings-stop-for-messages = When somebody asks
settings-stop-for-messages-note = A message that waits too long is answered by your silence.
settings-stop-for-incidents = When an incident opens
settings-stop-for-incidents-note = For decisions it always stops, and at the end of the watch.
settings-title = Settings
settings-back = Back
settings-assessments = assessments
settings-folder = where your settings and runs are kept
settings-keys = keys of the bridge
settings-on = on
settings-off = off
settings-planning = Time for planning
settings-planning-note = For how long you may stop the clock yourself, against the usual. No result says what you set or use.
settings-text-size-note = Everything grows with it, from 80 to 200 %.
settings-text-size = Text size
settings-larger-text = larger text
settings-text-size-spoken = text size { $percent }
settings-smaller-text = smaller text
settings-copy-path = Copy this path
settings-not-kept = These settings hold until you leave: { $path } cannot be written ({ $error })
settings-no-text = it is no text
settings-unread = Your settings cannot be read, so the usual ones hold: { $path } ({ $error })
settings-damaged = Your settings are damaged, so the usual ones hold: { $path } could not be put aside ({ $error }) ({ $why })
settings-damaged-aside = Your settings are damaged, so the usual ones hold: { $path } was put aside as { $aside } ({ $why })
settings-language = Language
settings-language-note = Of the game; scenarios speak the language that they are written in.

## Glossary

glossary-title = Glossary
glossary-back = Back

## Bridge: the top bar

top-panel = top bar
# After the clock's time: `13:36` stands before it, larger.
top-minute = UTC · minute { $minute } of { $ends }
top-clock-spoken = { $clock } UTC, minute { $minute } of { $ends }
top-run = let the clock run
top-pause = pause the clock
top-next-decision = next
top-next-decision-note = run to the next decision
top-week = week
top-week-note = lead by the week again
top-budget = error budget
top-budget-spoken = error budget of { $service }: { $left } left, { $burn }
top-lost-revenue = lost revenue
# After an amount of money.
top-lost-a-minute = a min
top-lost-so-far = { $lost } so far
top-lost-spoken = lost revenue: { $lost } a minute, { $so_far } so far
top-attention = my attention
top-attention-taken = Taken by a call
top-attention-free = Free
top-attention-free-in = free again in { $seconds } s
top-attention-nothing-waits = nothing waits for you to say it
top-attention-thought-is-free = time for thought is free
top-attention-takes-effect = takes effect in { $seconds } s
top-attention-then = then: { $order }
top-attention-then-more = then: { $order } (+{ $more })
top-undo = undo
top-burn = burn { $burn }×
top-flow-unit = an hour of delay
top-reliability-unit = served so far
top-morale-unit = of 100, mean
top-cost-unit = beyond pay

## Bridge: what waits

dispatch-lane-unassigned = unassigned
dispatch-lane-active = active
dispatch-lane-watching = watching
dispatch-lane-closed = closed
dispatch-panel = dispatch board
dispatch-quiet = No page has gone out.
dispatch-quiet-note = N runs to the next thing that asks.
dispatch-nobody-now = nobody now
dispatch-nobody-yet = nobody yet
dispatch-acknowledge = Acknowledge
dispatch-alerts = alerts · { $count }
dispatch-alert-spoken = { $name }: { $served } served, burn { $burn }
dispatch-messages = messages · { $count }
dispatch-time-left = { $time } left
dispatch-answer-spoken = answer { $name }: { $answer }
dispatch-next-reviewed = reviewed
dispatch-next-under-review = under review
dispatch-next-hold-review = hold the review
dispatch-next-closed = closed
dispatch-next-acknowledging = acknowledging
dispatch-next-acknowledge = acknowledge
dispatch-next-declare = declare a severity
dispatch-next-close = close it when safe
dispatch-next-assign = assign somebody
dispatch-next-update = update in { $minutes } min
dispatch-next-find-cause = find the cause

## Bridge: the map

map-panel = service map
map-hint = Hint
map-menu = Menu
map-service-spoken = { $name }: { $percent } % of requests are good. { $note }
map-way-around = way around is open
map-requests-fail = { $percent } % of requests fail
map-fails = { $percent } % fail

## Bridge: what is laid over the map

overlay-load = Load
overlay-errors = Errors
overlay-money = Money
overlay-panel = overlay
overlay-nothing-overloaded = Nobody and nothing is.
overlay-nothing-failing = Nothing fails more than its target allows.
overlay-nothing-money = No money goes anywhere yet.
overlay-overloaded = Who is overloaded
overlay-failing = What fails
overlay-money-question = Where the money goes
overlay-retries = { $percent } % are retries
overlay-turned-away = { $percent } % turned away
overlay-used = { $percent } % of what it fits
overlay-fights-sleep = fights sleep
overlay-tired = tired
overlay-on-incident = on { $incident }
overlay-hours-awake = { $hours } h awake
overlay-orders-wait = { $count ->
        [one] { $count } order waits to be said
       *[other] { $count } orders wait to be said
    }
overlay-you = You
overlay-seconds-taken = { $seconds } s taken
overlay-services = services
overlay-your-attention = your attention
overlay-people = people at an incident, or tired
overlay-fails = { $percent } % fail
overlay-target = target { $target } · burn { $burn }×
overlay-hard = cannot be done without
overlay-soft = can be done without
overlay-dependants = who depends on them
overlay-a-min = { $money } a min
overlay-work-left = { $minutes } min left
overlay-an-hour = { $money } an hour
overlay-revenue-lost = revenue lost now
overlay-spent = spent so far
overlay-work-waits = lost while work waits

## Bridge: the sheet of an incident

incident-panel = incident
incident-acknowledge = Acknowledge
incident-severity = Severity
incident-declare = Declare
incident-roles = Roles
incident-more = More
incident-close = Close
incident-triage = what it is about
incident-triage-row = Find out what it is about
incident-triage-note = nobody knows yet; until then nothing can be mended
# On a row: ask somebody to find it out.
incident-verb-ask = ask
incident-triage-spoken = send somebody to find out what it is about
incident-beliefs = what we believe
incident-how-sure = How sure are you?
incident-how-sure-spoken = How sure are you of a cause?
incident-found = what we found
incident-inquiries = what we can find out
incident-inquiry-spoken = send somebody: { $inquiry }
incident-remedies = what we can do
# On a row: have it done.
incident-verb-do = do
incident-remedy-spoken = have it done: { $remedy }. { $note }
incident-roles-heading = roles
incident-nobody = nobody
# A verb: to name somebody for a role.
incident-role-name = name
incident-role-name-spoken = name somebody for { $role }
incident-update-due = { $audience } expect to hear
incident-update-in = in { $minutes } min · { $heard }
incident-updates = Updates
incident-update = Update
incident-belief-and-yours = { $belief }, you said { $percent } %
incident-closed-ago = closed { $minutes } min ago
incident-well-for = customers well for { $minutes } min
incident-open-for = open for { $minutes } min
incident-paged-ago = paged { $minutes } min ago, nobody has taken note
incident-person-finds-out = { $person } finds out
incident-person-being-told = { $person }, being told
incident-inquiry-under-way = { $minutes } min in
incident-inquiry-being-told = being told
incident-usual-minutes = { $low }–{ $high } min
incident-said-done = said to be done at { $clock }, { $percent } % likely done wrong
incident-in-force = in force since { $clock }
incident-person-under-way = { $person }, { $minutes } min in
incident-heard = heard { $minutes } min ago
incident-heard-nothing = heard nothing yet
incident-only-after = only after “{ $remedy }”
incident-needs-approval = needs an approval that a decision gives
incident-changed-data = “{ $work }” changed data for good
incident-in-force-exposing = in force since { $clock }, protection is off
incident-reversible = reversible
incident-irreversible = cannot be taken back
incident-hampered = slow, { $service } is down
incident-heard-in-short = { $minutes } min ago
incident-heard-nothing-in-short = nothing yet

## Bridge: people

people-panel = people
people-card-spoken = { $name }: { $doing }, { $awake }, morale { $morale }, { $state }. { $uncovered }
people-uncovered = { $word } if you take { $name }: { $uncovered }
people-hours-awake = { $hours } h awake
people-asleep = asleep
people-asleep-in = Asleep in { $site }
people-off-in = Off, in { $site }
people-paged = Paged, on the way
people-nothing-in-hand = Nothing in hand
people-back-to = Back to { $work }
people-finds-out = Finds out what { $incident } is about
people-turning-to = Turning to: { $task }
people-commands = Incident commander
people-operates = Coordinates operations
people-communicates = Writes the updates
people-leads-part = Leads a part of { $incident }
people-reviews = Reviews { $incident }
people-serves = At { $case }
people-looks-after = Looks after an area for you
people-handing-over = Handing over, with { $person }
people-resting = Resting
people-on-incident = on { $incident }
people-call-in = call in
people-on-the-way = on the way
people-shift-ends = shift ends in { $minutes } min
people-on-work = { $kind } work
people-free-on-call = free · on call
people-free = free
people-stops-work = stops { $work }: { $cost } an hour, { $minutes } min left
people-stops-triage = stops finding out what { $incident } is about
people-stops = stops: { $task }
people-leaves-role = leaves nobody in { $role }
people-leaves-part = leaves a part of { $incident } without a lead
people-stops-review = stops the review of { $incident }
people-puts-down = puts { $case } down
people-knows-well = knows it well
people-knows-some = knows some of it
people-knows-not = does not know it
people-very-tired = very tired
people-call-in-first = has to be called in first

## Bridge: planned work

flow-panel = flow board
flow-more = and { $count } more
flow-empty = empty
flow-card-spoken = { $title }: { $note }, { $done } % done
flow-going-out = going out, { $changes ->
        [one] { $changes } change
       *[other] { $changes } changes
    }, { $minutes } min left
flow-taking-back = taking the last one back, { $minutes } min left
flow-changes-wait = { $count ->
        [one] { $count } change waits
       *[other] { $count } changes wait
    }
flow-last-out = { $state } · last out { $clock }, { $changes ->
        [one] { $changes } change
       *[other] { $changes } changes
    }
flow-frozen = { $state } · frozen
flow-column-ready = Ready
flow-column-in-progress = In progress
flow-column-left-lying = Left lying
flow-column-done = Done
flow-done = { $kind } · done { $clock }
# The kind of work, and what an hour of delay costs.
flow-cost = { $kind } · { $cost }/h
flow-held = { $kind } · { $cost }/h · { $place }, held by a limit · { $minutes } min
flow-at-stage = { $kind } · { $cost }/h · { $place } · { $minutes } min

## Bridge: the timeline

timeline-title = timeline
timeline-timeline = timeline
timeline-hurting = Customers hurting · { $service }
timeline-hurting-again = Customers hurting again
timeline-protection-off = Protection off
# Words beside dots: as short as can be.
timeline-acknowledged = acknowledged
timeline-severity = SEV{ $severity }
timeline-found = found: { $inquiry }
timeline-slip = a slip
timeline-well = customers well
timeline-relapsed = it is back
timeline-closed = closed
timeline-work-done = { $work } done
timeline-here = { $person } here
timeline-leaves = { $person } leaves
timeline-update = update to { $audience }
timeline-undecided = went on undecided
timeline-decided = decided
timeline-unanswered = { $person } unanswered
timeline-attack = an attack got through
timeline-update-due = update due { $clock }
timeline-decide-by = decide by { $clock }
timeline-answer-by = answer by { $clock }

## Bridge: what must be answered

ask-decision = decision
ask-how-sure = How sure are you, and why?
ask-how-sure-of-answer = How sure are you of your answer?
ask-noted = you noted { $percent } % for “{ $text }”
ask-panel-choice = choice
ask-close = close
ask-nothing-left = Nothing is left to choose here.
ask-watch-begins = Your watch begins. Space lets the clock run, N runs to the next thing that asks for you.
ask-no-salt = no salt can be drawn for the reason: { $error }
ask-answer-by = the clock is stopped · answer by { $due }, or the team goes on as it is
ask-answer-by-while-it-runs = the clock runs · answer by { $due }, or the team goes on as it is
# A whole sentence comes first.
ask-news = { $news } The clock is stopped; Space lets it run.
ask-news-of-a-message = { $news } The clock waits for you; Space lets it run.

## Bridge: one part at a time

part-dispatch = Dispatch
part-map = Map
part-incident = Incident
part-people = People
part-work = Work
part-timeline = Timeline
part-panel-incident = incident
part-no-incident = No incident is open.
part-panel-parts = parts
part-decision = Decision

## Bridge: the menu

menu-home-note-unkept = Home offers to go on with this run until you leave the game.
menu-home-note-kept = This run is kept; home offers to go on with it.
menu-hint-note = In three steps; each says what it costs before you take it.
menu-hint = A hint
menu-take-back-note = To before “{ $order }”. The run notes it, and counts for no verdict.
menu-take-back = Take my last order back
menu-go-on = Go on
menu-go-on-note = Esc does the same.
menu-settings = Settings
menu-settings-note = Text size, contrast, motion, when the clock stops.
menu-glossary = Glossary
menu-glossary-note = The words of the bridge and what they mean.
menu-home = Leave for home
menu-panel = menu
menu-the-watch-waits = the watch waits
menu-the-watch-waits-spoken = The watch waits at minute { $minute } of { $ends }

## Bridge: the guide, and hints

guide-title = your first watch   { $number } of { $of }
guide-go-on = Go on
guide-i-know-the-way = I know the way
guide-hint = a hint
guide-hint-step = a hint   step { $step } of { $of }
guide-hint-next = { $next } It is noted as another hint.
guide-hint-take = Take step { $step }
guide-hint-close = Close
guide-panel = guide
guide-hint-panel = hint

## Hints

hint-order = By the book: “{ $order }”. There may be other good orders, and it is yours to give.
hint-step-1 = Step 1 names where to look.
hint-step-2 = Step 2 says what a leader does there, and why.
hint-step-3 = Step 3 names the order itself.
hint-wait = Nothing needs an order from you now. Let the clock run: N goes to whatever comes next.
hint-offer = A hint comes in three steps, from what the textbook would order with what you can see. Each step is noted in the run, and a run with hints counts for no verdict.
hint-look-top = Look at the top: the clock and your own attention.
hint-look-dispatch = Look at what waits for you, on the left.
hint-look-map = Look at the map, and at the lists above it.
hint-look-incident = Look at the sheet of the incident.
hint-look-people = Look at your people.
hint-look-work = Look at the planned work.
hint-look-timeline = Look at what happened.
hint-take-charge = Take charge
hint-find-out = Find out
hint-mend = Mend
hint-tell = Tell
hint-answer = Answer
hint-assign = Assign
# After a verb and a colon, one of `hint-take-charge`, `hint-find-out` and so on.
hint-acknowledge = until somebody takes note of a page, nobody leads it.
hint-declare = a severity says how much may be dropped for it. Go by what customers feel now.
hint-merge = two pages with one reason behind them need one leader, not two.
hint-role = nobody can lead more than a handful of people. Roles spare your attention.
hint-stand-down = whoever is not needed any more should hear it, and go.
hint-resolve = customers have been well for a while, and whatever stays open keeps people from their work.
hint-review = what happened once can teach something, if it is looked at soon and without blame.
hint-triage = until somebody knows what it is about, nothing can be mended.
hint-investigate = ask what tells the likely causes apart, of somebody who knows the field, a question or two at a time.
hint-poll = somebody on the call may see what you do not. Ask before you act, where there is time.
hint-apply = customers come first. What can be taken back may be tried before you are certain.
hint-cancel = what somebody is at helps nobody any more.
hint-lever = a lever buys time while others look for the cause.
hint-update = silence costs trust. Say what you know and when they hear again.
hint-notify = somebody outside has a right to know, by a certain hour.
hint-escalate = it lies with a vendor, and their clock starts when you call.
hint-reply = somebody waits for you. An honest answer with a date ages best.
hint-decide = a decision waits. Ask what matters most right now, and what can be put right later.
hint-permit = somebody who looks after something for you asks before they act.
hint-work = work that waits costs something every hour, and somebody is free.
hint-case = a case waits, and somebody could take it.
hint-page = those who are here do not know enough about it, or are too few.
hint-rest = tired people are slow, and slip. Somebody rested should take over.
hint-talk = how people are is seen early only by whoever asks.
hint-hire = there are too few people for what is asked of them, for longer than today.
hint-attention = your attention is the narrowest place. Let somebody else look after a part, or take it back.
hint-rules = the rules that people work under can be changed, too.
hint-offer-again = A hint comes in three steps, from what the textbook would order with what you can see. Each step is noted in the run, and a run with hints counts for no verdict. This run so far: { $aids }.

## The week

week-panel = top bar
week-title = Week { $week } of { $weeks }
week-attention = my attention
week-attention-free = free
week-attention-min = { $minutes } min
week-attention-until-free = until free
week-attention-hours = { $hours } h
week-attention-spoken = my attention: { $busy } { $note }
week-groups-note = share that works by what has been begun, and how people feel
week-groups = who works the new way
week-group-nothing-begun = nothing begun
week-group-spoken = { $group }, { $place }: { $adopted } work the new way; feel { $morale } of 100, { $mood }
week-talk = Talk
week-talk-spoken = Talk with { $lead }, { $group }
week-talk-nobody-leads = Nobody leads this team.
week-talk-not-at-work = { $lead } is not at work now.
week-talk-both-taken = Both conversations of this week are taken.
week-talk-with = with { $lead }
week-this-week = this week
week-nothing-asks = Nobody asks for you, and nothing burns.
week-moment-by-minute = Lead it minute by minute
week-moment-let-them-lead = Let them lead
week-nothing-under-way = nothing under way
week-at-once = { $count } at once
week-portfolio = portfolio
week-venture-practice = practice
week-venture-control = control
week-owed = obligations and promises
week-nothing-owed = Nothing is owed to anybody now.
week-budgets = budgets
week-places = my week
week-place-priorities = three priorities
week-place-conversations = two conversations
week-place-policy = one policy or budget move
week-place-more = and { $more } more, ordered minute by minute
week-left-to-others = Left to others: { $others }
week-priority-first = Choose the first
week-priority-first-note = what comes before everything else?
week-priority-second = Choose a second
week-priority-second-note = what would you miss most?
week-priority-third = Choose a third
week-priority-third-note = what will you not do?
week-conversation-first = Choose whom to talk with
week-conversation-first-note = who has not been heard?
week-conversation-second = Choose a second
week-conversation-second-note = who would be surprised by you?
week-policy-none = None this week
week-policy-none-note = a rule or a sum, where one is needed
week-order-can-be-undone = can still be taken back
week-order-under-way = under way
week-order-undo = undo
week-order-undo-spoken = Take back: { $order }
week-stop = Stop the week
week-run = Run the week
week-clock = { $day }, { $clock } UTC
week-practice-stopped = stopped
week-practice-not-begun = not begun
week-practice-offered = offered
week-practice-sponsored = sponsored
week-practice-ordered = ordered
week-practice-pace = { $how } · pace { $pace } %
week-work-delay = { $money } an hour of delay
week-control-excepted = excepted for { $time }
week-control-in-force = in force
week-control-not-in-force = not in force
week-control-evidence = { $state } · evidence { $evidence }
week-audit-comes = { $audit } comes
week-promise = Your promise to { $person }
week-patched = { $vulnerability }: patched by then
week-exception-ends = The exception from { $control } ends
week-waits-to-hear = { $person } waits to hear from you
week-late = { $time } late
week-mood-going-well = going well
week-mood-all-right = all right
week-mood-waits = waits and sees
week-mood-tired = tired of it
week-mood-enough = has had enough
week-moment-person = { $person } has it
week-moment-nobody = nobody is at it
week-moment-people = { $count ->
        [one] one person is at it
       *[other] { $count } people are at it
    }
week-moment-well = customers are well again
week-moment-hurt = customers may be hurt
# Since when, whether customers are well, who is at it.
week-moment = since { $clock } · { $state } · { $who }

## Orders

orders-all = Orders
orders-levers = Levers
orders-pipelines = Pipelines
orders-cases = Cases
orders-outside = Outside
orders-change = Change
orders-hand-over = Hand over
orders-about-work = Work
orders-find = find an order
orders-find-example = deploy, talk, update …
orders-what = What do you order?
orders-what-note = Type a word of it; Enter takes the first.
orders-takes-skill = takes: { $skill }
orders-which-message = Which message?
orders-tell-whom = What do you tell { $person }?

## Orders of a week

week-orders-hand-over = Hand something over …
week-orders-hand-over-note = incidents, boards, updates: somebody decides in your place
week-orders-work-note = { $kind } of { $team } · { $cost } an hour of delay
week-orders-priorities-note = What does the organisation do first? What you leave out is a choice, too.
week-orders-priorities = Which priority?
week-orders-person-note = { $title } · feels { $morale } of 100
week-orders-conversations-note = Those who are at work now; whoever feels worst comes first.
week-orders-conversations = Whom do you talk with?
week-orders-policies-note = Standing policies, exceptions, and money that moves.
week-orders-policies = Which policy or budget move?
week-orders-lead-note = This one alone, or all that the team's services bring.
week-orders-lead = Who leads { $incident }?

## Orders: what changes

change-title = What changes?
change-adopted = { $how } · adopted to { $adopted } % · pace { $pace } %
change-not-under-way = not under way
change-control-in-force = in force
change-control-not-in-force = not in force
change-control-note = { $state } · evidence { $evidence } %
change-except = Except from { $control } …
change-budget-note = holds { $money }
change-move = Move money from { $budget } …
change-to-find-note = not here yet: hire, or contract
change-offer = Offer it
change-offer-note = whoever wants it takes it up
change-sponsor = Sponsor it
change-sponsor-note = with your own time every week
change-mandate = Order it
change-mandate-note = whether it suits or not
change-stop = Stop it
change-stop-note = what was adopted fades
change-cost = costs { $money } a week
change-days = { $days } days
change-except-title = Except from { $control } for how long?
change-except-note = an exception ends by itself
change-move-to = { $money } to { $budget }
change-move-share = { $share } % of what it holds
change-move-title = Move how much from { $budget }?

## Orders: whom outside

outside-visit-note = on the call of { $incident } for { $minutes } min, asks for { $asks }
outside-reply = Reply to { $name } …
outside-was-due = was due at { $clock }
outside-due = due at { $clock }
outside-nothing-due = nothing to tell yet
outside-vendor-delivered = delivered
outside-vendor-open = a case is open for { $minutes } min
outside-vendor-proof = there is evidence that convinces them
outside-vendor-denies = they deny it
outside-vendor-opens = opens a case with them
outside-title = Whom outside?
outside-facts = The facts alone
outside-facts-note = what happened, and to whom
outside-belief = you believe it to { $belief } %
outside-duty-note = what do you state?

## Orders: planned work, and cases

work-left = { $minutes } min left for an expert
work-title = Which work?
work-first = Put it first
work-last = Put it last
work-place-note = it is number { $place } in its team's queue
work-deploy = Deploy { $pipeline }
work-roll-back = Take back the last of { $pipeline }
work-roll-back-note = what went out last is undone
work-pipelines = What goes out?
work-case-nobody = nobody at it
work-case-person = { $person } is at it
work-case-note = SEV{ $severity } · open for { $waited } min · { $who }
work-cases = Which case?

## Orders: how sure one is

# After a percentage: `0 % · not at all`.
sure-0 = not at all
sure-10 = hardly
sure-25 = perhaps
sure-40 = less likely than not
sure-50 = as likely as not
sure-60 = more likely than not
sure-75 = likely
sure-90 = nearly sure
sure-100 = there is no doubt
sure-which-cause = Which cause do you mean?
sure-which-cause-note = Nobody on the call hears it. The debrief compares it with what could be known.
sure-which-option = Which option do you mean?
sure-which-option-note = This decides nothing. It is kept for the debrief, and for no score.
sure-title = How sure are you?
sure-about = { $percent } % sure: “{ $matter }”
sure-note-it = Note it
sure-note-it-note = with your reason, or without one
sure-why = why
sure-why-example = because …
sure-why-title = And why?

## Orders: people

person-title = Who?
person-hire = Hire
person-hire-note = for good; it takes weeks to find somebody
person-contract = Contract
person-contract-note = sooner and dearer, and not for long
person-triage = Find out what { $incident } is about
person-role = Take the role of { $role } at { $incident }
person-inquiry-note = a line of inquiry
person-work = Planned work …
person-work-note = choose which
person-talk = Talk …
person-talk-note = listen, coach, thank, challenge, agree a goal
person-hand-over = Hand over …
person-hand-over-note = somebody else takes the task, with what is known
person-stop = Stop, and back to planned work
person-case-down = Put the case down
person-case-down-note = what is done of it stays done
person-rest = Rest
person-rest-note = until the watch ends or you call
person-call-in = Call in
person-call-in-note = a page reaches them wherever they are
person-days-off = Days off …
person-days-off-note = from the end of the shift
person-on-call-note = whoever was there takes their place
person-listen = Listen
person-listen-note = to hear what weighs on them
person-coach = Coach
person-coach-note = to help them on
person-thank = Thank
person-thank-note = for something they did
person-challenge = Challenge
person-challenge-note = to ask for more
person-goal = Agree a goal
person-goal-note = on what comes next
person-talk-title = How do you talk with { $person }?
person-off-days = { $days ->
        [one] One day
       *[other] { $days } days
    }
person-off-title = How long is { $person } off?
person-off-title-note = from the end of the shift that runs
person-work-title = What does { $person } work on?

## Orders: an incident

incident-order-sev1 = SEV1
incident-order-sev1-note = customers cannot use what they pay for
incident-order-sev2 = SEV2
incident-order-sev2-note = a large part of customers, or a main function
incident-order-sev3 = SEV3
incident-order-sev3-note = some customers, or a way around exists
incident-order-sev4 = SEV4
incident-order-sev4-note = hardly anybody notices
incident-order-sev5 = SEV5
incident-order-sev5-note = nobody notices
incident-order-acknowledge = Acknowledge
incident-order-acknowledge-note = its page stops
incident-order-severity = Severity …
incident-order-severity-note = how bad it is
incident-order-triage = Find out what it is about …
incident-order-triage-note = until then there is nothing to mend
incident-order-inquiry = Find out more …
incident-order-inquiry-note = lines of inquiry
incident-order-remedy = Do something …
incident-order-remedy-note = remedies
incident-order-roles = Roles …
incident-order-roles-note = commander, operations, communications
incident-order-update = Update …
incident-order-update-note = to customers or the company
incident-order-cadence = Promise updates …
incident-order-cadence-note = every so many minutes
incident-order-poll-note = everybody at it says what speaks against the plan
incident-order-poll = Ask for objections
incident-order-split = Split the call …
incident-order-split-note = a part of the people gets a lead of its own
incident-order-stand-down = Let everybody go
incident-order-stand-down-note = they return to their work
incident-order-hand-over = Hand it over …
incident-order-hand-over-note = somebody leads it for you
incident-order-merge = Fold into another …
incident-order-merge-note = they are the same
incident-order-resolve = Close it
incident-order-resolve-note = customers are well, and it stays so
incident-order-review = Review …
incident-order-review-note = what is learnt from it
incident-order-severity-title-note = { $incident } · it can be declared again later
incident-order-severity-title = How severe is it?
incident-order-inquiry-usual = usually { $minutes } min
incident-order-inquiry-title = What shall we find out?
incident-order-remedy-title = What shall we do?
incident-order-role-title = Which role?
incident-order-commander-does = holds it together; your commands take less of you
incident-order-operations-does = coordinates those who investigate and mend
incident-order-communications-does = writes the updates; they take less of you
incident-order-role-now = { $does } · now { $person }
incident-order-heard-nothing = heard nothing yet
incident-order-heard = heard { $minutes } min ago
incident-order-update-title = Whom is the update for?
incident-order-cadence-now = now every { $minutes } min, the next in { $next } min
incident-order-cadence-title-note = a promise that is kept calms; one that is broken costs trust
incident-order-cadence-title = How often do they hear?
incident-order-merge-title = Fold { $incident } into which?
incident-order-review-blameless = it asks how the system let it happen
incident-order-review-blaming = it asks who did it
incident-order-review-shallow = a form is filled in
incident-order-review-deep = those who took part tell what they saw
incident-order-review-schedule = Schedule one, { $style } and { $depth }
incident-order-review-hold = Hold it now …
incident-order-review-hold-note = who reviews it
incident-order-review-due = it is worth most within { $hours } h
incident-order-review-title = What do we learn from { $incident }?

## Orders: who does it

who-triages = Who finds out what { $incident } is about?
who-does = Who: { $task }?
who-takes-role = Who takes the role of { $role }?
who-leads-part = Who leads a part of those at { $incident }?
who-reviews = Who reviews { $incident }?
who-works = Who works on { $work }?
who-takes-case = Who takes { $case }?
who-on-call = Who is { $turn } on call for { $team }?
who-takes-over = Who takes over from { $person }?
who-looks-after = Who looks after { $area }?
who-page = Page { $name }

## Orders: standing policies

policy-levers-note = standing policies; each stays as you set it
policy-levers = Which lever?
policy-now = now { $value }
policy-as-it-is = as it is
policy-as-it-began = as it was when the run began
policy-burn-rates = { $value } % of the usual burn rates
policy-wip-none = no limit
policy-wip = { $value ->
        [one] { $value } item
       *[other] { $value } items
    }
policy-frozen = frozen
policy-changes-go-out = changes go out
policy-on = in force
policy-off = not in force
policy-board = a board approves
policy-peer = a peer approves
policy-tests = { $value } % of the usual minutes
policy-minutes = { $value } min
policy-batch-one = each change by itself
policy-batch = { $value } changes together
policy-units-at-least = { $value ->
        [one] { $value } unit at least
       *[other] { $value } units at least
    }
policy-autoscaling-off = off
policy-autoscaling-most = { $value ->
        [one] up to { $value } unit
       *[other] up to { $value } units
    }
policy-retries-none = no retries
policy-retries = { $value } % of first attempts
policy-shedding-none = nobody is turned away
policy-shedding = { $value } % are turned away
policy-patch-none = none at once
policy-patch-within = { $value ->
        [one] due within { $value } day
       *[other] due within { $value } days
    }
policy-units = { $value ->
        [one] { $value } unit
       *[other] { $value } units
    }
policy-a-day = { $value } a day
policy-stops-the-line = stops when something is wrong
policy-goes-on = goes on
policy-model-newest = the newest
policy-model-back = { $value } back
policy-indicator = what counts as bad
policy-owner = who answers for it
policy-owned-by = owned by { $team }

## Orders: handing over

hand-over-yes = Yes: { $order }
hand-over-asks-for-leave = { $person } asks for leave, { $area }
hand-over-no = No: { $order }
hand-over-take-back = Take { $area } back
hand-over-has-it = { $person } has it
hand-over-title-note = somebody decides in your place; a clear brief makes it better
hand-over-title = What do you hand over?
hand-over-area = Hand over { $area } …
hand-over-said = said; choose it again to leave it out
hand-over-intent-speed = What matters: customers well again soon
hand-over-intent-safety = What matters: nothing gets worse
hand-over-intent-cost = What matters: nothing is spent that can be avoided
hand-over-ask-irreversible = Ask me before what cannot be taken back
hand-over-ask-paging = Ask me before you call people out of their free time
hand-over-report = Report to me every { $minutes } min
hand-over-nothing-said = nothing more is said
hand-over-parts-said = { $parts ->
        [one] { $parts } of 3 things is said
       *[other] { $parts } of 3 things are said
    }
hand-over-about = about { $area }

## Parts of a score

part-start = against the worst of neglect, random and panic on this seed
part-done-before = “{ $work }” was done { $minutes } min before the end
part-taken-back = “{ $work }” was done and had to be taken back
part-not-done = “{ $work }” was not done
part-before-fault = before the fault
part-until-charge = until somebody took charge
part-until-declared = until it was declared
part-until-question = until the first question was asked
part-until-remedy = until a remedy was begun
part-while-applied = while a remedy was applied
part-until-well = until customers were well
part-until-relapse = until it came back
part-to-the-end = to the end
part-lost = lost revenue { $stage }: { $minutes } min

## Time for planning

planning-unlimited = unlimited
planning-used-up = Your time for planning is used up, so the clock goes on. It still stops by itself for decisions, and while you type.
planning-nothing-left = no time for planning left
planning-left = { $time } left for planning
planning-no-limit = You may stop the clock for as long as you want.
planning-limit = You may stop the clock for { $time } in all ({ $allowance }, see the settings); where it stops by itself, that does not count.

## Drills

drills-title = Drills
drills-back = Back
drills-about-nothing = Drills come from your own runs: the stretches that cost you most, to be played again from their first minute. Lead a watch to its end, and look here.
drills-about-waiting = Your runs are being looked at. Still to come: { $waiting }.
drills-about = What cost you most. Each opens its run at the minute at which it began; P plays on from there, as a branch beside the original.
drills-minutes = minutes { $from } to { $until }
drills-minute = minute { $minute }
drills-cost = { $points ->
        [one] cost { $points } point
       *[other] cost { $points } points
    }
drills-from = { $title } · seed { $seed } · { $minutes }
drills-again = play it again

## Keys of the bridge

keys-clock = stop the clock, or let it run
keys-speed = the clock's speed; on a card, the option
keys-next = run to the next thing that needs you
keys-acknowledge = acknowledge the incident at hand
keys-declare = declare its severity
keys-triage = find out what it is about
keys-inquiry = a line of inquiry
keys-remedy = a remedy
keys-role = a role
keys-update = an update
keys-merge = fold it into another incident
keys-resolve = close it
keys-incident = everything that can be done with it
keys-next-incident = the next incident
keys-sure = how sure are you, and why?
keys-message = answer a message
keys-people = people
keys-planned-work = planned work
keys-orders = all orders, by a word
keys-levers = levers
keys-pipelines = pipelines
keys-cases = cases
keys-outside = vendors and duties outside
keys-change = change in the organisation
keys-hand-over = hand something over
keys-take-back = take back the last order that still waits
keys-hint = a hint
keys-overlays = overlays
keys-next-part = the next part of the bridge, where there is no room for all
keys-glossary-settings = glossary, settings
keys-close = close what is open; else the menu

## My path

path-title = My path
path-back = Back
path-nothing = There is no scenario of this level yet.
path-not-played-par = not played yet · par { $par }
path-not-played-yet = not played yet
path-best = best { $best } of 100 · par { $par }
path-no-score = played, without a score that fits
path-next = next · { $standing }

## Progress

progress-none-scored = No run of it could be scored.
progress-one = One run: { $points } of 100. Another seed is another world, so one run says little.
progress-few = { $count } runs: { $list }. Too few to tell practice from chance.
progress-many = { $count } runs: the first { $half } came to { $first } on average, the last { $half } to { $last }.
progress-unscored = { $told } { $count ->
        [one] One more could not be scored.
       *[other] { $count } more could not be scored.
    }
progress-title = Progress
progress-back = Back
progress-about-nothing = Here stands what your runs come to, once you led one to its end.
progress-about-waiting = Being scored still: { $count }.
progress-about-aided = Points of 100, the oldest run first; the line is par. A ring was led with hints, or taken back.
progress-about = Points of 100, the oldest run first; the line is par.

## Debrief

debrief-panel = debrief
debrief-waiting = The watch is over. Your run is being placed between its marks …
debrief-home = Home
debrief-watch = Watch it
debrief-again-new = Again, new seed
debrief-again-same = Again, same seed
debrief-minute-by-minute = minute by minute
debrief-parts = where the result came from
debrief-moment = moment { $number }
debrief-base = base 0
debrief-ceiling = ceiling 100
debrief-par = par { $par }
debrief-axis-spoken = { $axis }: { $score } of 100. { $phrase }
debrief-heading = debrief · { $title }, form { $form } · seed { $seed } · { $mode }
debrief-not-at-stake = Not at stake here
debrief-axis-weight = { $weight } % of the result
debrief-led-as-well = You led this as well as anybody could ask
debrief-led-soundly = Sound leadership
debrief-led-in-part = You held it together in part
debrief-led-you = This one led you more than you led it
debrief-led-by-nobody = Nobody was in the lead
debrief-verdict-dear = { $whole }; { $strong } did best beside par, { $dear } was dear: { $why }.
debrief-verdict-left-behind = { $whole }; { $strong } did best beside par, { $dear } was left behind.
debrief-verdict-even = { $whole }; nothing was left far behind, and { $strong } did best beside par.
debrief-under-provisional = { $points } of 100 overall, where par is { $par }. Provisional marks: { $why }.
debrief-under = { $points } of 100 overall, where par is { $par }.
debrief-truth = It was: { $cause }. It began at { $clock }, before any page went out.
debrief-sure-said = { $at }  { $percent } % sure: { $matter }
debrief-sure-nothing = You noted nothing. On the bridge, K asks how sure you are, and why: of a cause before it is known, of an answer before it is given.
debrief-sure-against = { $at }  you said { $stated } %, what was known made it { $knowable } %: { $cause }
debrief-sure-nothing-to-compare = None of it was said of a cause while that was open, so there is nothing to compare it with.
debrief-sure-brier = Brier score { $brier } over { $claims } claims: 0 is best, and who always says 50 % has 0.25.
debrief-sure-too-few = A Brier score says something from { $least } claims on; this run has { $claims }.
# Words above a curve: as short as can be.
debrief-mark-page = page
debrief-mark-acknowledged = acknowledged
debrief-mark-severity = SEV{ $severity }
debrief-mark-well = customers well
debrief-mark-relapsed = it is back
debrief-mark-closed = closed
debrief-curve-belief = belief in the true cause
debrief-curve-served = requests served
debrief-curve-spoken = requests served and belief in the true cause, minute by minute
debrief-points = points of 100
debrief-part-start = Before anything was lost or won
debrief-part-rest = Everything else
debrief-part-result = Result
debrief-part-spoken = { $why }: { $points } points of the { $axis } axis, { $when }
debrief-story = story
debrief-hidden-until-now = hidden until now
debrief-sure = how sure you were
debrief-sure-and-why = how sure you were, and why
debrief-sure-compared = against what could be known then
debrief-sure-comes-to = what that comes to
debrief-hidden = what was hidden
debrief-hidden-believed = what you believed of it
debrief-page-in-short = In short
debrief-page-axes = Axes
debrief-page-timeline = Timeline
debrief-page-hidden = What was hidden
debrief-heading-aided = debrief · { $title }, form { $form } · seed { $seed } · { $mode } · { $aids }, so it counts for no verdict
debrief-sure-said-because = { $at }  { $percent } % sure: { $matter }, because { $reason }
debrief-beat-won = Won { $points } on { $axis }
debrief-beat-cost = Cost { $points } on { $axis }

## Replay

replay-title = replay
replay-minute-back = minute back
replay-minute-on = minute on
replay-decision-before = decision before
replay-next-decision = next decision
replay-moment-before = moment before
replay-next-moment = next moment
replay-minute-of-the-watch = minute of the watch
replay-minute-of = minute { $minute } of { $ends }
replay-play-on-from-here = Play on from here
replay-debrief = Debrief
replay-hidden-nothing = Hidden then: nothing was wrong yet
replay-hidden = Hidden then: { $wrong }

## What happened

# Of what happened: sentences without a full stop, as `What happened: who did it`.
event-fault-began = { $fault } began: { $cause }
event-health = { $service } serves { $percent } of its requests
event-units-ordered = { $service } is to have { $units } units by { $clock }
event-units = { $service } has { $units } units now
event-cache-cold = The cache of { $service } is cold
event-alarm = An alarm rings for { $service }
event-limit-alert = { $service } stays below its limit: an alert fires
event-budget-alert = { $service } burns its error budget: an alert fires
event-alert-clears = The alert of { $service } clears
event-behind-fault = Behind { $incident } is { $fault }
event-behind-load = Behind { $incident } is more load than fits
event-behind-nothing = Behind { $incident } is nothing
event-incident-opens = { $incident } opens at { $service }
event-customers-report = Customers report trouble with { $service }
event-triage-starts = { $person } sets out to find out what { $incident } is about
event-triaged = { $person } knows what { $incident } is about
event-false-alarm = { $person } finds nothing behind { $incident }: a false alarm
event-acknowledged = You acknowledge { $incident }
event-declared = You declare { $incident } SEV{ $severity }
event-merged = You fold { $from } into { $into }
event-role-taken = { $person } takes the role of { $role } in { $incident }
event-inquiry-starts = { $person } starts: { $inquiry }
event-found = { $person } reports: { $finding }
event-opinion = { $person } believes: { $cause }
event-remedy-starts = { $person } starts: { $remedy }
event-remedy-applied = { $person } has done it: { $remedy }
event-slip = A slip by { $person }: “{ $deed }” has to be done again
event-slip-hidden = A slip by { $person }, who does not say so: “{ $deed }”
event-slip-comes-out = It comes out that { $person } did not do it right: “{ $deed }”
event-mitigated = Customers stop hurting: { $incident } is mitigated
event-relapsed = It is back: { $incident } hurts customers again
event-resolved = You close { $incident }
event-case-opens = { $case } opens: { $queue }
event-queue-full = There is no room for one more: { $queue }
event-case-taken = { $person } takes on { $case }
event-case-put-down = { $person } puts { $case } down
event-case-finished = { $person } has finished { $case }
event-lever-set = You set { $lever } to { $value }
event-stopped = { $person } stops
event-working = { $person } works on { $work }
event-work-done = { $work } is done
event-work-comes = { $work } comes in, { $minutes } min of work
event-work-moves = { $work } moves to: { $stage }
event-work-waits = { $work } is finished in { $stage } and waits: the next stage is full
event-work-over-again = { $work } has to be done over
event-work-placed = You put { $work } in place { $place }
event-debt = { $pipeline }: technical debt { $points }
event-deployment-begins = { $pipeline }: deployment { $number } begins, with { $changes }
event-deployment-out = { $pipeline }: deployment { $number } is out, with { $changes }
event-deployment-stops = { $pipeline }: deployment { $number } goes no further, nothing went out
event-bad-change = { $pipeline }: deployment { $number } took a bad change out: { $fault }
event-bad-changes-over = { $pipeline }: the harm of bad changes is over
event-rolling-back = { $pipeline }: the last deployment is being taken back
event-rolled-back = { $pipeline }: deployment { $number } was taken back
event-frozen = { $pipeline }: the error budget is spent, deployments are frozen
event-unfrozen = { $pipeline }: deployments go on
event-review-scheduled = You schedule a { $style } and { $depth } review of { $incident }
event-review-held = { $person } reviews { $incident }
event-reviewed = { $incident } was reviewed: { $style } and { $depth }
event-paged = { $person } is paged
event-arrived = { $person } is here
event-left-shift = { $person } goes home
event-awake = { $person } is awake
event-on-call = { $person } is on call for { $team }
event-on-call-both = { $primary } is on call for { $team }, { $secondary } behind them
event-days-off = { $days ->
        [one] { $person } has a day off
       *[other] { $person } has { $days } days off
    }
event-clocks-moved = The clocks in { $site } are moved, to { $zone } of UTC
event-ill = { $person } is ill
event-resigns = { $person } resigns
event-left-for-good = { $person } has left for good
event-hired = { $person } will come in { $days } days
event-joins = { $person } joins
event-handing-over = { $from } tells { $to } what there is to know
event-handed-over = { $to } has taken over from { $from }
event-finding-lost = What { $person } found went home with them: { $inquiry }
event-talk = You talk with { $person }: { $manner }
event-safety = { $team }: safety to speak { $points }, by { $why }
event-rests = { $person } goes to rest
event-posted = An update on { $incident } goes to { $audience }
event-card = A decision is asked: { $card }
event-undecided = Nobody decides; the team goes on: { $option }
event-decided = You decide: { $option }
event-message = { $person } asks you
event-answered = You answer { $person }: { $answer }
event-unanswered = { $person } had no answer
event-approved = Approved: { $remedy }
event-trust = { $name }: trust { $points }, by { $why }
event-morale = { $person }: morale { $points }, by { $why }
event-spent = { $money } for { $line }, by { $why }
event-work-shrinks = { $work } shrinks by { $minutes } min, by { $why }
event-promised = You promise { $person } something by minute { $minute }
event-promise-kept = The promise to { $person } is kept
event-promise-broken = The promise to { $person } is broken
event-stood-down = You let everybody at { $incident } go
event-polled = You ask for objections on { $incident }
event-owned = { $service } belongs to { $team } now
event-delegated = You hand { $area } to { $person }
event-handed-back = { $person } hands { $area } back
event-delegate-decides = { $person } decides: { $order }
event-delegate-reports = { $person } reports on { $area }: { $acts } decisions
event-delegate-asks = { $person } asks you: { $order }?
event-permitted = You say yes about { $area }
event-overruled = You go over the head of { $person } on { $area }
event-escalated-with-evidence = You escalate to { $vendor } with evidence
event-escalated = You escalate to { $vendor }
event-vendor-denies = { $vendor }: it is not us
event-vendor-delivers = { $vendor } has delivered
event-duty = A clock runs until minute { $minute }: { $duty }
event-notified = You notify: { $duty }
event-notified-cause = You notify: { $duty } ({ $confidence }: { $cause })
event-duty-missed = A deadline is missed: { $duty }
event-threatens = { $person } threatens to leave
event-stays = { $person } wants to stay
event-customer-leaves = { $person } leaves
event-injected = The trainer lets it happen: { $happening }
event-work-grows = { $work } grows by { $minutes } min, by { $why }
event-interrupted = You are interrupted for { $seconds } s, by { $why }
event-exposed = Protection is off, by “{ $remedy }”
event-protected = Protection is back
event-attacked-exposed = An attack gets through while protection is off
event-attacked = An attack gets through: { $fault }
event-lapsed = It came too late and lapsed: { $order }
event-initiative = You bring in “{ $initiative }”: { $how }
event-adoption = “{ $initiative }”: { $share } adopted, planned work { $pace }
event-initiative-stopped = You stop “{ $initiative }”
event-half-adopted = Half of { $team } has adopted “{ $initiative }”
event-excepted = You except from “{ $control }” until { $clock }
event-exception-over = The exception from “{ $control }” is over
event-audit-finding = { $audit }: “{ $control }” has evidence for { $share } of the time, too little
event-audit-clean = { $audit }: no findings
event-vulnerability = { $vulnerability } becomes known; patch it with the next upgrade
event-patched = { $vulnerability } is gone
event-past-deadline = { $vulnerability } is past its deadline
event-exploited = Somebody exploits { $vulnerability }
event-moved = You move { $money } from “{ $from }” to “{ $to }”
event-overspent = “{ $budget }” is overspent
event-cap = The cap on spending acts at { $money } today
event-cloud-cost = { $service } cost { $list } at list price, { $effective } with what was committed to
event-check-rings = A check of { $check } rings: { $feed }
event-feed-told = Somebody tells you that { $feed } is wrong
event-feed-right = { $feed } is right again
event-check-rang-for-nothing = A check of { $feed } rang for nothing
event-feed-stops = { $feed } stops
event-feed-goes-on = { $feed } goes on with what it has
event-model = { $model } is right in { $share } of cases
event-automation-sure = { $automation } is { $share } sure what { $incident } needs
event-automation-helps = { $automation } acts on { $incident }, and it helps
event-automation-wrong = { $automation } acts on { $incident }, wrongly
event-hours = { $person }: { $regular } h in the shift, { $overtime } h beyond it
event-commitment = “{ $commitment }”: { $used } used, { $unused } unused
event-cadence = You promise { $audience } an update on { $incident } every { $minutes } min
event-cadence-kept = The update on { $incident } reaches { $audience } when it was promised
event-cadence-missed = The update on { $incident } promised to { $audience } does not come
event-replied = You reply to { $person }: { $answer }
event-visit-over = { $person } leaves the call
event-vow = You tell { $person } that { $incident } will be over by { $clock }
event-vow-kept = It is over by the time that you told { $person }
event-vow-broken = It is not over by the time that you told { $person }
event-split = { $person } leads a part of those at { $incident }
event-indicator = The SLO of { $service } watches: { $indicator }
event-ended = The watch ends
event-refused = You say no about { $area }
event-vulnerability-due = { $vulnerability } becomes known; patch it by { $clock }
event-visit-severity = { $person } joins the call on { $incident } and doubts the severity
event-visit-lead = { $person } joins the call on { $incident } and tells people what to do
event-visit-facts = { $person } joins the call on { $incident } and wants to know what is known
event-visit-end = { $person } joins the call on { $incident } and wants to know when it is over

## Why something moved

# After `by`: “morale −2.0, by calls out of free time”.
why-deciding = deciding “{ $option }” on “{ $card }”
why-answering = answering { $person } with “{ $answer }”
why-silence = leaving { $person } without an answer
why-side-effects = side effects of “{ $remedy }”
why-attack-during = an attack that got through during “{ $remedy }”
why-attack = an attack through “{ $fault }”
why-spending = spending for nothing, by “{ $fault }”
why-no-update = leaving { $person } without an update
why-updates = updates to { $audience }
why-strain = the strain of the incident
why-overtime = work beyond the shift
why-sleepy = working while very sleepy
why-nobody-led = customers hurt and nobody led
why-calls = calls out of free time
why-well-again = customers well again
why-work-done = getting “{ $work }” done
why-torn-away = people torn away from planned work
why-pay = regular pay
why-units = units of { $service }
why-talk = your talk with { $person }: { $manner }
why-broken-nights = broken nights that fall on one alone
why-nights-off = nights off duty
why-losing = losing { $person }
why-hiring = hiring { $person }
why-credits = credits to { $person }
why-review = the review of { $incident }
why-promise = the promise to { $person }
why-report = a report of { $person }
why-delivered = what { $vendor } delivered
why-duty = the duty “{ $duty }”
why-threat = the threat of { $person }
why-trainer = the trainer's “{ $happening }”
why-initiative = bringing in “{ $initiative }”
why-audit = what { $audit } found
why-unpatched = not patching { $vulnerability } in time
why-exploit = an exploit of { $vulnerability }
why-overspending = overspending “{ $budget }”
why-feed = what { $feed } gave out
why-model = wrong answers of { $model }
why-automation = { $automation } acting wrongly
why-promised-updates = updates promised to { $audience }
why-on-the-call = { $person } on the call
why-commitment = committing to “{ $commitment }”

## Orders in a sentence

# As a leader would say them; they stand in lists and in quotation marks.
order-acknowledge = Acknowledge { $incident }
order-declare = Declare { $incident } SEV{ $severity }
order-merge = Fold { $from } into { $into }
order-triage = { $person }: find out what { $incident } is about
order-cancel = Stop { $person }
order-page = Page { $person }
order-rest = Send { $person } to rest
order-post = Update to { $audience }
order-answer = Answer { $person }: { $answer }
order-resolve = Close { $incident }
order-on-call = On call for { $team }, { $turn }: { $person }
order-days-off = Days off for { $person }: { $days }
order-hand-over = { $from } hands over to { $to }
order-talk = Talk with { $person }: { $manner }
order-hire = Hire { $person }
order-contract = Contract { $person }
order-set = Set { $lever } to { $value }
order-unassign = Take { $person } off the case
order-prioritise = { $place ->
    [1] Put “{ $work }” first
   *[other] Put “{ $work }” in place { $place }
}
order-deploy = Deploy { $pipeline }
order-roll-back = Take back the last of { $pipeline }
order-schedule-review = Review { $incident }, { $style } and { $depth }
order-review = { $person }: review of { $incident }
order-stand-down = Let everybody at { $incident } go
order-poll = Ask for objections on { $incident }
order-own = Give { $service } to { $team }
order-delegate = Hand { $area } to { $person }
order-take-back = Take { $area } back
order-permit = Say yes about { $area }
order-refuse = Say no about { $area }
order-escalate = Escalate to { $vendor }
order-notify = Notify: { $duty }
order-notify-cause = Notify: { $duty } ({ $confidence }: { $cause })
order-inject = Let it happen: { $happening }
order-start = Bring in “{ $initiative }”: { $how }
order-stop = Stop “{ $initiative }”
order-except = Except from “{ $control }” for { $days } days
order-move = Move { $money } from “{ $from }” to “{ $to }”
order-cadence = Promise { $audience } an update on { $incident } every { $minutes } min
order-reply = Reply to { $person }: { $answer }
order-indicator = Let the SLO of { $service } watch: { $indicator }
order-split = { $person }: lead a part of those at { $incident }

## Names

name-area-incidents = the incidents of { $team }
name-area-board = the board of { $team }
name-area-load = the load of what { $team } owns
name-area-updates = updates to { $audience }
name-somebody = somebody
name-alert = Alert on { $service }
name-stage-ready = ready
name-stage-waits = waits for a deployment
name-stage-going-out = going out

## Words of the rules

# The four axes of the score.
axis-flow = flow
axis-reliability = reliability
axis-morale = morale
axis-cost = cost
work-kind-feature = feature
work-kind-defect = defect
work-kind-risk = risk
work-kind-debt = debt
role-commander = commander
role-operations = operations
role-communications = communications
on-call-primary = primary
on-call-secondary = secondary
review-blameless = blameless
review-blaming = blaming
review-shallow = shallow
review-deep = deep
sponsorship-invite = invite
sponsorship-sponsor = sponsor
sponsorship-mandate = mandate
# Verbs, as one answers somebody.
answer-agree = agree
answer-counter = counter
answer-defer = defer
answer-decline = decline
answer-escalate = escalate
confidence-suspected = suspected
confidence-likely = likely
confidence-confirmed = confirmed
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
# What somebody on the call asks for.
visit-severity = severity
visit-lead = lead
visit-facts = facts
visit-end = end
check-freshness = freshness
check-volume = volume
check-schema = schema
