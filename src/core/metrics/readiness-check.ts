/** Why this process cannot serve requests now, as `/readyz` answers it; null when it can. */
export type ReadinessCheck = () => string | null | Promise<string | null>;
