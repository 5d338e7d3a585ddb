enum Answer { No, Yes }
exports.ask = async (): Promise<Answer> => await Answer.Yes; exports.answers = Answer;
