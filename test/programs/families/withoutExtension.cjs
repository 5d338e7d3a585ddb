// A file with one of the extensions that are never left out is not found without it.
const tell = (error) => console.log(error.code);
try {
  console.log(require('./parts/onlyModule'));
} catch (error) {
  tell(error);
}
import('./parts/onlyModule').then(console.log, tell);
