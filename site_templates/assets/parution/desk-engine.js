// Who sees what, from when: the rules of `parution.release`, for the desk to show what a wish would do.
// One table of cases runs through both (tests/desk). Local moments are a day, a space, hours and minutes;
// instants are milliseconds, -Infinity stands for what is always open, null for what nothing opens.

/** @typedef {"member" | "reader"} Audience */
/**
 * @typedef {object} Rule
 * @property {string} text The words it was written in.
 * @property {"always" | "never" | "date" | "days" | "elapsed"} kind
 * @property {string} [moment] Of a date.
 * @property {number} [days] Counted from the day of the meeting.
 * @property {string} [at] The time of that day.
 * @property {number} [minutes] From the start when negative, from the end otherwise.
 * @property {boolean} [fromStart]
 * @property {string | null} [notBefore]
 * @property {string | null} [notAfter]
 */
/** @typedef {Record<string, Partial<Record<Audience, Rule>>>} Rules By part and audience. */
/**
 * @typedef {object} Meeting
 * @property {string} starts
 * @property {number} minutes
 * @property {string | null} theme
 * @property {string | null} title
 * @property {string | null} place
 * @property {string | null} policy
 * @property {Rules} releases
 * @property {boolean} [unannounced]
 */
/** @typedef {{ address: string, title: string, parts: string[], archived: boolean }} Theme */
/** @typedef {{ years: [number, number], offset: number, changes: [number, number][] }} Zone */
/**
 * @typedef {object} Facts
 * @property {{ slug: string, name: string, policy: string, place: string | null, readers: boolean }} group
 * @property {Zone} zone
 * @property {Record<string, Rules>} policies
 * @property {Record<string, number[]>} editions
 * @property {Theme[]} themes
 * @property {Meeting[]} meetings
 * @property {string | null} contact
 * @property {[kind: string, pattern: string, flag: string][]} signs What looks like a patient.
 */
/**
 * @typedef {object} Opening
 * @property {number | null} opensAt
 * @property {"open" | "not-yet" | "never" | "unscheduled" | "not-for-audience"} reason As of `now`.
 */
/** @typedef {{ opensAt: number | null, isNever: boolean }} Claim */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** @type {Rule} What holds for a part of which the policy in force does not speak. */
const UNSPOKEN = { text: "never", kind: "never" };

/** @param {string} local */
const asIfUtc = (local) => Date.parse(`${local.replace(" ", "T")}:00Z`);

/**
 * The offset from UTC that holds at an instant, in milliseconds.
 * @param {Zone} zone
 * @param {number} instant
 */
const offsetAt = (zone, instant) => {
  let offset = zone.offset;
  for (const [moment, after] of zone.changes) if (moment <= instant) offset = after;
  return offset * MINUTE;
};

/**
 * The instant of a local moment. One that does not exist, or exists twice, is the later one.
 * @param {Zone} zone
 * @param {string} local
 */
export const instantOf = (zone, local) => {
  const wall = asIfUtc(local);
  const [before, after] = [wall - DAY, wall + DAY].map((near) => wall - offsetAt(zone, near));
  const isRight = (/** @type {number} */ each) => each + offsetAt(zone, each) === wall;
  if (isRight(before) !== isRight(after)) return isRight(before) ? before : after;
  return Math.max(before, after);
};

/**
 * The local moment of an instant.
 * @param {Zone} zone
 * @param {number} instant
 */
export const localOf = (zone, instant) =>
  new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 16).replace("T", " ");

/**
 * @param {Zone} zone
 * @param {Meeting} meeting
 */
const startOf = (zone, { starts }) => instantOf(zone, starts);

/**
 * @param {Zone} zone
 * @param {Meeting} meeting
 */
export const endOf = (zone, { starts, minutes }) => instantOf(zone, starts) + minutes * MINUTE;

/**
 * When a rule that counts from meetings opens, its bounds left aside.
 * @param {Rule} rule
 * @param {Meeting[]} meetings
 * @param {Zone} zone
 */
const counted = ({ kind, days = 0, at = "08:00", minutes = 0, fromStart }, meetings, zone) => {
  const starts = meetings.map((each) => startOf(zone, each));
  const ends = meetings.map((each) => endOf(zone, each));
  if (kind === "days") {
    const origin = days < 0 ? Math.min(...starts) : Math.max(...ends);
    const day = new Date(asIfUtc(localOf(zone, origin)) + days * DAY).toISOString().slice(0, 10);
    return instantOf(zone, `${day} ${at}`);
  }
  const isFirst = minutes < 0 || (fromStart && minutes === 0);
  const origin = isFirst ? Math.min(...starts) : Math.max(...(fromStart ? starts : ends));
  return origin + minutes * MINUTE;
};

/**
 * When a rule opens a part of a theme on which these meetings are held.
 * @param {Rule} rule
 * @param {Meeting[]} meetings
 * @param {Zone} zone
 * @returns {number | null}
 */
export const opening = (rule, meetings, zone) => {
  if (rule.kind === "always") return Number.NEGATIVE_INFINITY;
  if (rule.kind === "never") return null;
  if (rule.kind === "date") return instantOf(zone, rule.moment ?? "");
  if (!meetings.length) return null;
  let opensAt = counted(rule, meetings, zone);
  if (rule.notAfter) opensAt = Math.min(opensAt, instantOf(zone, rule.notAfter));
  if (rule.notBefore) opensAt = Math.max(opensAt, instantOf(zone, rule.notBefore));
  return opensAt;
};

/**
 * Sorts claims from always, through dates, to unscheduled and at last never.
 * @param {Claim} one
 * @param {Claim} other
 */
const byLateness = (one, other) => {
  /** @param {Claim} claim */
  const rank = ({ opensAt, isNever }) => (opensAt !== null ? 0 : isNever ? 2 : 1);
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one.opensAt === other.opensAt) return 0;
  return (one.opensAt ?? 0) < (other.opensAt ?? 0) ? -1 : 1;
};

/**
 * The rules that speak for a part and an audience: what the meetings say, else the policy in force.
 * @param {Facts} facts
 * @param {Meeting[]} meetings
 * @param {string} part
 * @param {Audience} audience
 */
export const rulesInForce = (facts, meetings, part, audience) => {
  const spoken = meetings.flatMap((each) => each.releases[part]?.[audience] ?? []);
  if (spoken.length) return spoken;
  const named = meetings.flatMap((each) => each.policy ?? []);
  return (named.length ? named : [facts.group.policy]).map(
    (policy) => facts.policies[policy]?.[part]?.[audience] ?? UNSPOKEN,
  );
};

/**
 * @param {Facts} facts
 * @param {Meeting[]} meetings
 * @param {string} part
 * @param {Audience} audience
 * @returns {Claim} The latest of what is said.
 */
const claimOf = (facts, meetings, part, audience) => {
  const claims = rulesInForce(facts, meetings, part, audience).map((rule) => ({
    opensAt: opening(rule, meetings, facts.zone),
    isNever: rule.kind === "never",
  }));
  return claims.sort(byLateness)[claims.length - 1];
};

/**
 * When a part of a theme opens to an audience, and why it is closed if nothing opens it.
 * @param {Facts} facts
 * @param {Theme} theme
 * @param {string} part
 * @param {Audience} audience
 * @param {number} now
 * @returns {Opening}
 */
export const openingOf = (facts, theme, part, audience, now) => {
  if (part === "presentation") return { opensAt: Number.NEGATIVE_INFINITY, reason: "open" };
  if (part === "guide") return { opensAt: null, reason: "not-for-audience" };
  const meetings = facts.meetings.filter((each) => each.theme === theme.address);
  const claims = [claimOf(facts, meetings, part, "member")];
  if (audience === "reader") claims.push(claimOf(facts, meetings, part, "reader"));
  for (const day of facts.editions[theme.address.split("/")[0]] ?? [])
    claims.push({ opensAt: day, isNever: false });
  const { opensAt, isNever } = claims.sort(byLateness)[0];
  if (opensAt === null) return { opensAt, reason: isNever ? "never" : "unscheduled" };
  return { opensAt, reason: opensAt <= now ? "open" : "not-yet" };
};
