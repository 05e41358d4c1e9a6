/** A line a system: the frame of charts that list systems by name down the side. */
export function systemRows(rows: readonly { system_id: string; short_name: string }[]) {
  const names = new Map(rows.map((row) => [row.system_id, row.short_name]));
  return {
    width: 700,
    height: rows.length * 17 + 80,
    marginLeft: 210,
    marginRight: 20,
    marginTop: 40,
    marginBottom: 40,
    y: {
      domain: rows.map((row) => row.system_id),
      label: null,
      tickFormat: (id: string) => shortened(names.get(id) ?? id),
      tickSize: 0,
      padding: 0.1,
    },
  };
}

const shortened = (name: string): string => (name.length > 29 ? `${name.slice(0, 28)}…` : name);
