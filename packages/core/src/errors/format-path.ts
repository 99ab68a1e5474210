/** Writes the keys that lead to a value as code would: `ProjectDescriptions[3].Datasets[0]["odd key"]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map(segment).join("").replace(/^\./, "");
}

function segment(key: PropertyKey): string {
  if (typeof key !== "string") {
    return `[${String(key)}]`;
  }
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
