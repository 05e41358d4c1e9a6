// Threads do not inherit the loader that lets the process read TypeScript: each registers its own.
import { register } from 'tsx/esm/api';

register();
await import('./worker-thread.ts');
