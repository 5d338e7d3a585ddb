// What a configuration file has for a program is not in its environment.
console.log(process.env.NODE_OPTIONS);
