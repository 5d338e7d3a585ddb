// A decorator of the experimental kind.
export function logged(_target: object, key: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const original = descriptor.value as (...values: unknown[]) => Promise<unknown>;
  return {
    ...descriptor,
    async value(this: unknown, ...values: unknown[]) {
      console.log('enter', key, values);
      const result = await original.apply(this, values);
      console.log('leave', key, result);
      return result;
    },
  };
}
