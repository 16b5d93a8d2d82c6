// Which group's home a reader of an archive came from: the archive is the same for all groups, so only
// her browser can lead her back. It is noted when she follows a link into the archive, and forgotten with
// the site's data; without it the archive's own pages stand for the group's.
const HOMES = "parution.homes";

/** @returns {Record<string, string>} Paths of groups' homes by those of archives. */
const noted = () => {
  try {
    return JSON.parse(localStorage.getItem(HOMES) ?? "{}");
  } catch {
    return {};
  }
};

/**
 * The home of the archive that an address leads into, if it leads into one.
 * @param {URL} address
 */
export const archiveOf = (address) => {
  const found = /^.*\/archives\/[a-z2-7]+\//.exec(address.pathname);
  return found && address.origin === location.origin ? new URL(found[0], address) : undefined;
};

/**
 * @param {URL} archive
 * @param {URL} home
 */
export const remember = (archive, home) => {
  try {
    const homes = { ...noted(), [archive.pathname]: home.pathname };
    localStorage.setItem(HOMES, JSON.stringify(homes));
  } catch {
    // Without storage the back button leads back.
  }
};

/**
 * The archives that a reader was led into from a home.
 * @param {URL} home
 */
export const archivesFrom = (home) =>
  Object.entries(noted())
    .filter(([, from]) => from === home.pathname)
    .map(([archive]) => new URL(archive, home));

/**
 * The home to lead back to from an archive: that of a group of the same host and folder.
 * @param {URL} archive
 */
export const homeFor = (archive) => {
  const home = noted()[archive.pathname];
  const groups = new URL("../../g/", archive);
  return home?.startsWith(groups.pathname) ? new URL(home, archive) : undefined;
};
