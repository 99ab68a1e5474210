// The live page: keeps the projects that /projects/live reports, and shows them.

/**
 * @typedef {{ readonly name?: string, readonly type?: string | null, readonly status: string | null, readonly message: string | null }} Part
 * @typedef {{
 *   readonly arn: string, readonly name: string, readonly status: string | null, readonly feature: string,
 *   readonly datasets: readonly Part[], readonly models: readonly Part[] | null,
 * }} Project
 * @typedef {{ readonly since: string | null, readonly message: string }} Delay
 */

/** Milliseconds until it connects again by itself, where the browser does not. */
const RECONNECT_AFTER = 2_000;

/** @type {Map<string, { readonly project: Project, readonly at: Date | undefined }>} */
const projects = new Map();
/** @type {Map<string, { readonly text: string, readonly row: HTMLTableRowElement }>} */
const rows = new Map();

const connection = element("connection");
const filter = /** @type {HTMLInputElement} */ (element("filter"));
const onlyFailing = /** @type {HTMLInputElement} */ (element("only-failing"));
const body = /** @type {HTMLTableSectionElement} */ (document.querySelector("#projects tbody"));

let lastId = "";
/** @type {Delay | null} */
let delay = null;
let isDue = false;

filter.addEventListener("input", show);
onlyFailing.addEventListener("change", show);
element("filters").addEventListener("submit", (event) => event.preventDefault());
connect();

function connect() {
  // The browser connects again by itself and says what it saw last. Here nobody has yet, or it has given up.
  const source = new EventSource(`projects/live?lastEventId=${encodeURIComponent(lastId)}`);
  source.addEventListener("open", () => {
    // Whoever comes back and has missed nothing is sent nothing: what was known still holds.
    if (lastId === "") {
      say("waiting", "Connected, waiting for the first listing…");
    } else {
      sayHowFresh();
    }
  });
  on("snapshot", (/** @type {{ projects: readonly Project[], delay: Delay | null }} */ snapshot) => {
    projects.clear();
    for (const project of snapshot.projects) {
      projects.set(project.arn, { project, at: undefined });
    }
    delay = snapshot.delay;
  });
  on("added", put);
  on("changed", put);
  on("removed", (/** @type {{ arn: string }} */ { arn }) => projects.delete(arn));
  on("stale", (/** @type {Delay} */ news) => (delay = news));
  on("fresh", () => (delay = null));
  source.addEventListener("end", () => say("lost", "The server is stopping; connecting again…"));
  source.addEventListener("error", () => {
    say("lost", "Connection lost; connecting again…");
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, RECONNECT_AFTER);
    }
  });

  /**
   * @template Data
   * @param {string} name @param {(data: Data) => void} apply
   */
  function on(name, apply) {
    source.addEventListener(name, (/** @type {MessageEvent<string>} */ event) => {
      apply(/** @type {Data} */ (JSON.parse(event.data)));
      lastId = event.lastEventId;
      sayHowFresh();
      showSoon();
    });
  }
}

function put(/** @type {Project} */ project) {
  const before = projects.get(project.arn);
  // That models are known now is no change of theirs.
  const isNews = before === undefined || before.project.models !== null;
  projects.set(project.arn, { project, at: isNews ? new Date() : before.at });
}

function sayHowFresh() {
  if (delay === null) {
    say("live", "Live");
  } else {
    const since = delay.since === null ? "the start" : timeOf(new Date(delay.since));
    say("delayed", `Delayed since ${since}: ${delay.message}`);
  }
}

/** @param {"waiting" | "live" | "delayed" | "lost"} state @param {string} text */
function say(state, text) {
  // Said once: it is read out.
  if (connection.textContent !== text) {
    connection.textContent = text;
    connection.dataset["state"] = state;
  }
}

/** Once, however much happens before the next frame. */
function showSoon() {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(show);
  }
}

/** Shows what there is. What has not changed stays as it is, with whatever is focused or selected in it. */
function show() {
  isDue = false;
  const sorted = [...projects.values()].toSorted((a, b) => a.project.name.localeCompare(b.project.name));
  const shown = sorted.filter(({ project }) => isAskedFor(project));
  const kept = new Set(shown.map(({ project }) => project.arn));
  for (const [arn, { row }] of rows) {
    if (!kept.has(arn)) {
      row.remove();
      rows.delete(arn);
    }
  }
  let place = body.firstElementChild;
  for (const { project, at } of shown) {
    const row = rowOf(project, at);
    if (row === place) {
      place = row.nextElementSibling;
    } else {
      body.insertBefore(row, place);
    }
  }
  element("count").textContent = `${shown.length} of ${projects.size} projects`;

  const failures = sorted.flatMap(({ project }) => failuresOf(project));
  element("failing-count").textContent = `(${failures.length})`;
  element("no-failure").hidden = failures.length > 0;
  element("failures").replaceChildren(
    ...failures.map(({ what, part: { status, message } }) =>
      make("li", {}, [
        make("strong", {}, what),
        " ",
        statusOf(status),
        " ",
        make("span", { className: "why" }, message ?? ""),
      ]),
    ),
  );
}

function isAskedFor(/** @type {Project} */ project) {
  const words = filter.value.toLowerCase().split(/\s+/);
  const text = [project, ...project.datasets, ...(project.models ?? [])]
    .map(({ name = "", status }) => `${name} ${status ?? ""}`)
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word)) && (!onlyFailing.checked || failuresOf(project).length > 0);
}

function failuresOf(/** @type {Project} */ { name, datasets, models }) {
  return [
    ...datasets.map((part) => ({ part, what: `${name}, ${(part.type ?? "").toLowerCase()} dataset` })),
    ...(models ?? []).map((part) => ({ part, what: `${name}, model ${part.name ?? ""}` })),
  ].filter(({ part }) => part.status?.includes("FAILED"));
}

/** @param {Project} project @param {Date | undefined} at */
function rowOf(project, at) {
  const text = JSON.stringify([project, at]);
  const known = rows.get(project.arn);
  if (known?.text === text) {
    return known.row;
  }
  const row = known?.row ?? make("tr", {}, []);
  row.replaceChildren(
    make("th", { scope: "row" }, project.name),
    make("td", {}, [statusOf(project.status)]),
    make("td", {}, [
      listOf(
        project.datasets.map(({ type, status }) => [(type ?? "").toLowerCase(), status]),
        "none",
      ),
    ]),
    make("td", {}, [
      project.models === null
        ? make("span", { className: "none" }, "not known yet")
        : listOf(
            project.models.map(({ name = "", status }) => [name, status]),
            "none",
          ),
    ]),
    make("td", {}, at === undefined ? [] : [make("time", { dateTime: at.toISOString() }, timeOf(at))]),
  );
  row.classList.toggle("new", at !== undefined);
  rows.set(project.arn, { text, row });
  return row;
}

/** @param {readonly (readonly [string, string | null])[]} parts @param {string} otherwise */
function listOf(parts, otherwise) {
  return parts.length === 0
    ? make("span", { className: "none" }, otherwise)
    : make(
        "ul",
        {},
        parts.map(([name, status]) => make("li", {}, [`${name} `, statusOf(status)])),
      );
}

/** Not by its colour alone: the words say it. */
function statusOf(/** @type {string | null} */ status) {
  const text = status ?? "unknown";
  const className = /FAILED/.test(text)
    ? "bad"
    : /PROGRESS|CREATING|DELETING|STARTING|STOPPING/.test(text)
      ? "busy"
      : /^(CREATED|RUNNING|.*COMPLETED?)$/.test(text)
        ? "good"
        : "";
  return make("span", { className }, text.toLowerCase().replaceAll("_", " "));
}

function timeOf(/** @type {Date} */ date) {
  return date.toLocaleTimeString();
}

/**
 * An element of text and elements: what the service says is never read as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Partial<HTMLElementTagNameMap[Name]>} properties
 * @param {string | readonly (string | Node)[]} content
 */
function make(name, properties, content) {
  const made = Object.assign(document.createElement(name), properties);
  made.replaceChildren(...(typeof content === "string" ? [content] : content));
  return made;
}

function element(/** @type {string} */ id) {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page has no #${id}`);
  }
  return found;
}
