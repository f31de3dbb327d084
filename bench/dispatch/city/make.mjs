// make.mjs — a day of an invented Chinese city, in the engine's own JSON (docs/dispatch-format.md), on standard output.
//
//   node bench/dispatch/city/make.mjs --visits 22000 --workers 3000 [--seed 1] > city.json
//
// The same arguments give the same bytes. No person, estate or street is a real one. Times are seconds of the day, costs are fen.
// What the figures rest on stands beside them; README.md says what is an estimate and what the search makes of it.

const flags = Object.fromEntries(process.argv.slice(2).flatMap((word, i, all) => word.startsWith("--") ? [[word.slice(2), Number(all[i + 1])]] : []));
const { visits = 22000, workers = 3000, seed = 1 } = flags;
if (!(visits >= 1 && visits <= 200000 && workers >= 1 && workers <= 50000 && Number.isSafeInteger(seed))) {
  console.error("make.mjs: --visits 1…200000 --workers 1…50000 --seed N");
  process.exit(2);
}

// ---- chance: mulberry32. No sine and no logarithm anywhere, whose last digits differ between machines.
let state = seed >>> 0;
function chance() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const from = (least, most) => least + Math.floor(chance() * (most - least + 1));
const bell = () => (chance() + chance() + chance() + chance() - 2) * 1.732;              // about a normal deviate
const oneOf = (list) => list[Math.floor(chance() * list.length)];
/** From [[share, value], …]. */
function drawn(shares) {
  let at = chance() * shares.reduce((sum, [share]) => sum + share, 0);
  for (const [share, value] of shares) if ((at -= share) < 0) return value;
  return shares[shares.length - 1][1];
}
const minutes = (n) => n * 60, hours = (n) => Math.round(n * 3600);

// ---- the ground: districts around a centre, estates in districts, towers in estates
const REACH = 21000 * Math.sqrt(visits / 22000);                                         // metres from the centre to the rim: density stays as it is
const METRE_LAT = 1 / 111195, METRE_LNG = METRE_LAT / 0.8465;                            // at 32.1 degrees north
const round6 = (x) => Math.round(x * 1e6) / 1e6;

const districts = Array.from({ length: Math.max(3, Math.round(visits / 900)) }, (_, i) => {
  const far = i ? 0.25 + 0.7 * Math.sqrt(chance()) : 0;
  const [x, y] = onCircle();
  return { x: x * far * REACH, y: y * far * REACH, wide: REACH * 0.09 * (0.7 + far), people: 1.6 - far };
});
function onCircle() {                                                                    // a direction without sine: inside the circle, then to its rim
  for (;;) {
    const x = 2 * chance() - 1, y = 2 * chance() - 1, r = Math.sqrt(x * x + y * y);
    if (r > 0.1 && r < 1) return [x / r, y / r];
  }
}
const byPeople = districts.map((d, i) => [d.people, i]);

// An estate (小区): 6 to 30 towers in rows, 60 metres apart; about 25 visits a day each where the company is at home.
const estates = Array.from({ length: Math.max(6, Math.round(visits / 25)) }, () => {
  const district = drawn(byPeople), d = districts[district], rows = from(2, 5), columns = from(3, 6);
  return { district, x: d.x + bell() * d.wide, y: d.y + bell() * d.wide, rows, columns, customers: 0.3 + chance() * chance() * 3, places: new Map() };
});
const byCustomers = estates.map((e, i) => [e.customers, i]);
const estateSums = byCustomers.reduce((sums, [share]) => (sums.push((sums[sums.length - 1] ?? 0) + share), sums), []);
function anEstate() {                                                                    // drawn() by halving: there are many
  const at = chance() * estateSums[estateSums.length - 1];
  let low = 0, high = estateSums.length - 1;
  while (low < high) { const middle = (low + high) >> 1; if (estateSums[middle] > at) high = middle; else low = middle + 1; }
  return estates[low];
}

const places = [];
function placeAt(x, y) {
  return places.push({ lat: round6(32.06 + y * METRE_LAT), lng: round6(118.78 + x * METRE_LNG) }) - 1;
}
function tower(estate) {
  const number = from(0, estate.rows * estate.columns - 1);
  if (!estate.places.has(number)) estate.places.set(number, placeAt(estate.x + 60 * (number % estate.columns), estate.y + 60 * Math.floor(number / estate.columns)));
  return estate.places.get(number);
}

// ---- people
const CLEANING = 1, CARE = 2, BATHING = 3, GLASS = 4;
const EBIKE = 0, TRANSIT = 1, WALK = 2, VAN = 3;                                         // travel.h: the modes' usual speeds
const profiles = [
  { name: "e-bike", speed: 15000, fixed: 300, detour: 1300 }, { name: "transit", speed: 18000, fixed: 720, detour: 1300 },
  { name: "walk", speed: 4500, fixed: 0, detour: 1300 }, { name: "van", speed: 22000, fixed: 600, detour: 1300 },
];
const SHIFTS = [[80, [hours(8), hours(18)]], [12, [hours(7.5), hours(13.5)]], [8, [hours(12), hours(20.5)]]];

function home() {                                                                        // two in three live where the work is, the others further out
  if (chance() < 0.66) return tower(anEstate());
  const d = districts[drawn(byPeople)];
  return placeAt(d.x * 1.15 + bell() * d.wide * 1.6, d.y * 1.15 + bell() * d.wide * 1.6);
}

/** What people can do follows the work there is: of those who do one of the two, as many as its hours ask for. */
function skillsOf(profile) {
  const offers = [], level = () => drawn([[45, 1], [38, 2], [17, 3]]);
  const kind = profile === VAN ? "both" : drawn([[65 * cleaningHours, "cleaning"], [65 * (1 - cleaningHours), "care"], [35, "both"]]);
  if (kind !== "care") offers.push({ skill: CLEANING, level: level() });
  if (kind !== "cleaning") offers.push({ skill: CARE, level: level() });
  if (kind !== "cleaning" && chance() < 0.5) offers.push({ skill: BATHING, level: 1 });
  if (kind !== "care" && chance() < (profile === VAN ? 1 : 0.35)) offers.push({ skill: GLASS, level: 1 });
  return offers;
}

const team = Array.from({ length: workers }, (_, i) => {
  const profile = drawn([[62, EBIKE], [22, TRANSIT], [10, WALK], [6, VAN]]);
  const place = home(), [begin, end] = drawn(SHIFTS);
  return { id: i + 1, profile, place, begin, end };
});
// A day of cleaning alone is 2 to 3 visits a worker (DOMAIN.md §6.2: 3 hours in the mean); more visits a worker than that are short
// ones of care (meals, medicine, washing). The share of cleaning follows from how many there are, so that the work fills FILL of what the team can do.
const FILL = 0.72, CLEANING_MEAN = 2.96, CARE_MEAN = 0.55, WAY = 0.2;
const capacity = team.reduce((sum, w) => sum + (w.end - w.begin) / 3600 - 0.5, 0);
const mean = (capacity * FILL) / (visits * 1.04) - WAY;
const cleaningShare = Math.min(1, Math.max(0.04, (mean - CARE_MEAN) / (CLEANING_MEAN - CARE_MEAN)));
const cleaningHours = (cleaningShare * CLEANING_MEAN) / (cleaningShare * CLEANING_MEAN + (1 - cleaningShare) * CARE_MEAN);
for (const w of team) w.offers = skillsOf(w.profile);

const byDistrict = districts.map(() => []);
for (const w of team) {
  const at = places[w.place];
  let best = 0, least = Infinity;
  districts.forEach((d, i) => {
    const x = (at.lng - 118.78) / METRE_LNG - d.x, y = (at.lat - 32.06) / METRE_LAT - d.y;
    if (x * x + y * y < least) [best, least] = [i, x * x + y * y];
  });
  byDistrict[best].push(w);
}

function slotOf(w) {
  const whole = w.end - w.begin > hours(6.5);
  return {
    id: w.id, worker: w.id, profile: w.profile, start: w.place, end: w.place, from: w.begin, to: w.end + minutes(60), regular: whole ? hours(9) : hours(6), most_overtime: hours(2),
    fixed: 2000, per_travel: 1, per_overtime: 2, offers: w.offers,
    // 30 minutes at noon for whoever is out for more than six hours
    pauses: whole ? [{ id: 1, length: minutes(30), when_span: hours(6), windows: w.begin < hours(10) ? [[hours(11), hours(13.5)]] : [[hours(15.5), hours(18)]] }] : [],
  };
}

// ---- work
/** When people want it: 08–10 40 %, 13–15 35 % (DOMAIN.md §6.2), the rest spread between 8 and 18. On quarters of an hour. */
const wish = () => drawn([[40, () => from(32, 40)], [35, () => from(52, 60)], [25, () => from(32, 70)]])() * minutes(15);

function aVisit(i) {
  const cleaning = chance() < cleaningShare, estate = anEstate(), start = wish();
  const duration = cleaning ? drawn([[25, hours(2)], [45, hours(3)], [25, hours(4)], [5, hours(1.5)]]) : drawn([[25, minutes(20)], [40, minutes(30)], [25, minutes(40)], [10, minutes(60)]]);
  const wide = cleaning ? drawn([[50, 30], [35, 60], [15, 120]]) : drawn([[25, 30], [40, 60], [25, 120], [10, 240]]);
  const begins = Math.max(hours(7.5), Math.min(start - minutes(wide / 2), hours(18.5) - duration - minutes(wide))), due = begins + minutes(wide);
  const two = chance() < 0.04, skill = cleaning ? (two ? GLASS : CLEANING) : two ? BATHING : CARE;
  const visit = {
    id: i + 1, place: tower(estate), duration, windows: [[begins, due, due + minutes(15)]],
    needs: [{ skill, level: two ? 1 : drawn([[55, 1], [33, 2], [12, 3]]) }], unserved: cleaning ? 150000 : 200000,
  };
  if (two) visit.persons = 2;
  if (chance() < 0.65) visit.likings = known(estate, visit.needs[0]);
  if (visit.likings && !visit.likings.length) delete visit.likings;
  return visit;
}

/** One to three workers whom the household knows: 12 yuan for the best of them, less for those after. */
function known(estate, need) {
  const able = [], pool = byDistrict[estate.district];
  for (let tries = 0; tries < 12 && able.length < 3 && pool.length; tries++) {
    const w = oneOf(pool);
    if (w.offers.some((o) => o.skill === need.skill && o.level >= need.level) && !able.includes(w.id)) able.push(w.id);
  }
  return able.slice(0, drawn([[55, 1], [30, 2], [15, 3]])).map((worker, i) => ({ worker, price: [-1200, -700, -400][i] }));
}

const day = Array.from({ length: visits }, (_, i) => aVisit(i));
const out = [];
const part = (name, list) => out.push(`"${name}": [\n${list.map((x) => JSON.stringify(x)).join(",\n")}\n]`);
part("profiles", profiles);
part("places", places);
part("workers", team.map((w) => ({ id: w.id })));
part("slots", team.map(slotOf));
part("visits", day);
process.stdout.write(`{"format": "zhangjia", "day": 86400,\n"weights": {"late": 2},\n${out.join(",\n")}\n}\n`);
console.error(`${visits} visits (${Math.round(cleaningShare * 100)} % cleaning, ${day.filter((v) => v.persons).length} for two), ${workers} workers, ${places.length} places, ${districts.length} districts, ${estates.length} estates`);
