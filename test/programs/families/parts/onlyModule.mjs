export const found = true;
