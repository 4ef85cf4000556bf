export const scopes = ['messages:send', 'messages:read', 'operations'] as const
export type Scope = (typeof scopes)[number]
