try { await Promise.reject(1); } catch { await 2; }
export const value = await 3;
console.log('settled');
