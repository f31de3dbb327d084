// anytime.mjs — how fast the plans get better: the gap to the best known value over time, as a picture.
//
//   node bench/dispatch/anytime.mjs [PROGRAM [SECONDS [PICTURE.svg]]]      (build/zhangjia 10 docs/pictures/anytime.svg)
//
// Runs each instance once with `dispatch solve --trace`, one thread, seed 1, and draws what the trace says as a line; and once with each of
// some smaller budgets, whose ends are dots. The dots are below the line, for the search cools down as fast as its budget asks. Seconds are
// CPU seconds; those of a line are the search's own, without reading the file (a few milliseconds).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program = "build/zhangjia", seconds = "10", picture = "docs/pictures/anytime.svg"] = process.argv.slice(2);
const data = new URL("data/", import.meta.url).pathname, scratch = mkdtempSync(join(tmpdir(), "anytime-"));

/** `units`: of the search's whole numbers in one of the format's cost. `top`, `bottom`: of the axis, in percent. */
const panels = [
  { title: "Routes with time windows", format: "solomon", folder: "vrptw", column: "dimacs_best", units: 10, top: 12, bottom: 0, step: 2,
    instances: [["R112", "100 customers"], ["R1_2_1", "200"], ["R1_4_4", "400"], ["R1_10_1", "1,000"]] },
  { title: "Home care with services that belong together", format: "mankowska", folder: "mankowska", column: "best_known", units: 30000, top: 20, bottom: -5, step: 5,
    instances: [["InstanzCPLEX_HCSRP_50_3", "50 patients"], ["InstanzCPLEX_HCSRP_75_3", "75"], ["InstanzVNS_HCSRP_100_3", "100"], ["InstanzVNS_HCSRP_200_3", "200"]] },
];
const colours = ["#0072b2", "#d55e00", "#009e73", "#a6528f"];
const WIDE = 470, HIGH = 330, LEFT = 56, TOP = 56, START = 0.005, END = Number(seconds);

function bestKnown({ folder, column }, instance) {
  const [head, ...rows] = readFileSync(join(data, folder, "best_known.csv"), "utf8").trim().split("\n").map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "")));
  const row = rows.find((cells) => cells[head.indexOf("instance")] === instance);
  return Number(row[head.indexOf(column)]);
}

const solve = (panel, instance, time, ...more) => JSON.parse(execFileSync(program, ["dispatch", "solve", "--format", panel.format, "--time", String(time), "--seed", "1", ...more,
  join(data, panel.folder, `${instance}.txt`)], { encoding: "utf8" }).trim().split("\n").pop());

/** [seconds, gap in percent] of whole runs with smaller budgets. */
function ends(panel, instance) {
  const best = bestKnown(panel, instance);
  return [0.03, 0.1, 0.3, 1, 3, 10, 30].filter((time) => time < END).map((time) => [time, solve(panel, instance, time)]).filter(([, said]) => said.feasible && said.complete).map(([time, said]) => [time, 100 * (said.cost / best - 1)]);
}

/** [seconds, gap in percent], only where it gets better; plans that leave anybody out do not count. */
function trace(panel, instance) {
  const file = join(scratch, instance), best = bestKnown(panel, instance), points = [];
  const said = solve(panel, instance, seconds, "--trace", file);
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const [at, , cost, leftOut] = line.split("\t").map(Number), gap = 100 * (cost / panel.units / best - 1);
    if (!leftOut && cost > 0 && gap < 1000 && (!points.length || gap < points[points.length - 1][1])) points.push([Math.max(at, START), gap]);
  }
  points.push([END, 100 * (said.cost / best - 1)]);
  return points;
}

const across = (at) => LEFT + (WIDE * Math.log(at / START)) / Math.log(END / START);
const n = (x) => x.toFixed(1);

function draw(panel, at) {
  const down = (gap) => TOP + (HIGH * (panel.top - gap)) / (panel.top - panel.bottom), out = [];
  out.push(`<g transform="translate(${at} 0)"><text x="${LEFT}" y="30" class="title">${panel.title}</text>`);
  for (let gap = panel.bottom; gap <= panel.top; gap += panel.step) {
    out.push(`<line x1="${LEFT}" x2="${LEFT + WIDE}" y1="${n(down(gap))}" y2="${n(down(gap))}" class="${gap ? "grid" : "best"}"/><text x="${LEFT - 8}" y="${n(down(gap) + 4)}" class="end">${gap} %</text>`);
  }
  for (const second of [0.01, 0.1, 1, 10, 60]) {
    if (second < START || second > END) continue;
    out.push(`<line x1="${n(across(second))}" x2="${n(across(second))}" y1="${TOP}" y2="${TOP + HIGH}" class="grid"/><text x="${n(across(second))}" y="${TOP + HIGH + 18}" class="${second === END ? "end" : "middle"}">${second} s</text>`);
  }
  const labels = panel.instances.map(([instance, name], i) => {
    const points = trace(panel, instance), path = points.map(([t, gap], k) => `${k ? `H${n(across(t))}V` : `M${n(across(t))} `}${n(down(Math.min(gap, panel.top)))}`).join("");
    out.push(`<path d="${path}" stroke="${colours[i]}"/>`);
    for (const [t, gap] of ends(panel, instance)) if (gap <= panel.top) out.push(`<circle cx="${n(across(t))}" cy="${n(down(gap))}" r="4" fill="${colours[i]}"/>`);
    return { y: down(points[points.length - 1][1]), text: `${name}  ${points[points.length - 1][1].toFixed(2)} %`, colour: colours[i] };
  }).sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => { if (i) label.y = Math.max(label.y, labels[i - 1].y + 16); });
  for (const { y, text, colour } of labels) out.push(`<text x="${LEFT + WIDE + 8}" y="${n(y + 4)}" style="fill:${colour}" class="label">${text}</text>`);
  return out.join("\n") + "</g>";
}

const each = LEFT + WIDE + 150;
writeFileSync(picture, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * each} ${TOP + HIGH + 50}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Gap to the best known value over time">
<style>text{fill:#333}.title{font-size:16px;font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}.label{font-weight:600}.grid{stroke:#ddd}.best{stroke:#333;stroke-width:1.5}path{fill:none;stroke-width:2}</style>
<rect width="100%" height="100%" fill="#fff"/>
${panels.map((panel, i) => draw(panel, i * each)).join("\n")}
<text x="${LEFT}" y="${TOP + HIGH + 42}">Gap to the best known value (0 %) over CPU seconds, one thread, one seed. Lines: one run of ${seconds} s, from the first plan that leaves nobody out. Dots: what a run of that budget ends with.</text>
</svg>
`);
rmSync(scratch, { recursive: true });
