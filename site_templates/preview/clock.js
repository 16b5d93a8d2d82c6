// What the page's own scripts take for now is the previewed instant.
(() => {
  const shift = Number(document.currentScript?.dataset.instant) - Date.now();
  globalThis.Date = new Proxy(Date, {
    construct: (real, given, made) =>
      Reflect.construct(real, given.length ? given : [real.now() + shift], made),
    get: (real, name) =>
      name === "now" ? () => real.now() + shift : Reflect.get(real, name, real),
  });
})();
