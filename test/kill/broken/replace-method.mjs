/**
 * Puts another method in the place of one of a class.
 *
 * @template {object} Type
 * @template {keyof Type} Name
 * @param {Type} prototype
 * @param {Name} name
 * @param {(before: Type[Name]) => Type[Name]} replacement - both are called with the instance as `this`.
 */
export function replaceMethod(prototype, name, replacement) {
  prototype[name] = replacement(prototype[name]);
}
