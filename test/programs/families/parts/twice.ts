export async function twice(value: number): Promise<number> {
  return (await value) * 2;
}
