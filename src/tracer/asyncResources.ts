// The runtime's async resources: the one file that uses node:async_hooks. Placeholder of the interface; the tracer's task hooks implement it.

/** Called inside the hook, before user code: must be quick and must not throw. */
export type ResourceInit = (asyncId: number, type: string, resource: object) => void;

export interface AsyncResources {
  /** `listener` hears of every new resource of these types. */
  onInit(types: readonly string[], listener: ResourceInit): void;
  /** `before` is called at the start of every callback of this resource, after its `asyncBefore` record; it returns nothing and is dropped with {@link unwatch}. */
  watch(asyncId: number, before: () => void): void;
  unwatch(asyncId: number): void;
}
